import { error, type Finding, warning } from '../finding.ts';
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
    ...stages.flatMap((node) => check(node, view)),
    ...[...byOrder].flatMap(([order, same]) =>
      same.slice(1).map((node) =>
        warning(node.id, 'stage-order-used-twice', {
          field: 'stage.order',
          message: `${called(node)} has the order ${order}, as has ${called(same[0] ?? node)}.`,
          hint: 'Number the stages in the order in which a case meets them.',
          params: { order: order ?? 0 },
          fixes: [{ code: 'renumber-stages', params: { processId: view.process.id } }],
        }),
      ),
    ),
  ];
};

function check(node: ProcessView['nodes'][number], { process }: ProcessView): Finding[] {
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
