import type { FlowNode } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { isIsoDuration } from '../iso.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';
import { cannotRepeat, ruleWithoutMessage } from './checkpoint.ts';

/** Stages have an order of their own, rules that say what they ask for, and known variables. */
export const stage: Rule = (view) => {
  const stages = view.nodes.filter(({ extension }) => extension.stage);
  const byOrder = Map.groupBy(
    stages.filter(({ extension }) => extension.stage?.order !== undefined),
    ({ extension }) => extension.stage?.order,
  );
  return [
    ...stages.flatMap((node) => [...check(node, view), ...checkNumbers(node, stages, view)]),
    ...view.placed
      .filter(({ node, ancestors }) => node.extension.stage && ancestors.some(({ extension }) => extension.stage))
      .map(({ node }) =>
        warning(node.id, 'stage-in-stage', {
          field: 'stage',
          message: `The stage ${called(node)} stands inside another stage: a case would be in two stages of the funnel.`,
          hint: 'Make it a plain sub-process, or move it beside the other stage.',
        }),
      ),
    ...[...byOrder].flatMap(([order, same]) =>
      same.slice(1).map((node) =>
        warning(node.id, 'stage-order-used-twice', {
          field: 'stage.order',
          message: `${called(node)} has the order ${order}, as has ${called(same[0] ?? node)}.`,
          hint: 'Number the stages in the order in which a case meets them.',
          params: { order: order ?? 0, other: same[0]?.name ?? same[0]?.id ?? '' },
          fixes: [{ code: 'renumber-stages', params: { processId: view.process.id } }],
        }),
      ),
    ),
  ];
};

function check(node: FlowNode, { process }: ProcessView): Finding[] {
  const spec = node.extension.stage;
  if (!spec) return [];
  const data = new Set(process.extension.data.map(({ name }) => name));
  const rules = [
    ...spec.entry.map((rule) => ({ rule, field: 'stage.entry' })),
    ...spec.exit.map((rule) => ({ rule, field: 'stage.exit' })),
  ];
  return [
    ...(node.loop?.kind === 'multiInstanceLoopCharacteristics' ? [cannotRepeat(node, 'stage')] : []),
    ...rules.flatMap(({ rule, field }) => [
      ...(rule.condition
        ? []
        : [
            error(node.id, 'rule-without-condition', {
              field,
              message: `The rule "${rule.id}" of ${called(node)} does not say when it holds.`,
              hint: 'Write its condition.',
              params: { rule: rule.id },
            }),
          ]),
      ...(rule.message ? [] : [ruleWithoutMessage(node, field, rule.id)]),
    ]),
    ...spec.required
      .filter((variable) => data.size > 0 && !data.has(variable))
      .map((variable) =>
        warning(node.id, 'required-variable-unknown', {
          field: 'stage.required',
          message: `${called(node)} asks for "${variable}" before it is left, which is not among the data of the process.`,
          hint: 'Declare it in the data of the process, or correct the name.',
          params: { variable },
          fixes: [{ code: 'declare-data', params: { name: variable } }],
        }),
      ),
  ];
}

function checkNumbers(node: FlowNode, stages: readonly FlowNode[], { process }: ProcessView): Finding[] {
  const { order, probability, target } = node.extension.stage ?? {};
  const findings: Finding[] = [];
  if (order === undefined && stages.some(({ extension }) => extension.stage?.order !== undefined))
    findings.push(
      warning(node.id, 'stage-without-order', {
        field: 'stage.order',
        message: `The stage ${called(node)} has no order, so the funnel cannot place it among the others.`,
        hint: 'Number the stages in the order in which a case meets them.',
        fixes: [{ code: 'renumber-stages', params: { processId: process.id } }],
      }),
    );
  if (probability !== undefined && (probability < 0 || probability > 1))
    findings.push(
      error(node.id, 'probability-out-of-range', {
        field: 'stage.probability',
        message: `The probability of ${called(node)} is ${probability}; expected 0 to 1.`,
        hint: 'Write 0.75 for 75 %.',
        params: { found: probability },
      }),
    );
  if (target !== undefined && !target.startsWith('=') && !isIsoDuration(target))
    findings.push(
      error(node.id, 'duration-not-iso', {
        field: 'stage.target',
        message: `The target of ${called(node)} should be an ISO 8601 duration; found "${target}".`,
        hint: 'Write it like P3D.',
        params: { found: target },
      }),
    );
  if (node.extension.timing)
    findings.push(
      error(node.id, 'limit-on-stage', {
        field: 'timing',
        message: `The stage ${called(node)} has a time limit; a stage has a target, its steps have limits.`,
        hint: 'Give the stage a target, and the limit to the step that is to be done in time.',
      }),
    );
  return findings;
}
