import type { FlowNode } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** A checkpoint has rules, says what each asks for, and who looks at a case that breaks one. */
export const checkpoint: Rule = ({ nodes }) => nodes.flatMap(check);

function check(node: FlowNode): Finding[] {
  const spec = node.extension.checkpoint;
  if (!spec) return [];
  const findings: Finding[] = [];
  if (spec.rules.length === 0)
    findings.push(
      error(node.id, 'checkpoint-without-rules', {
        field: 'checkpoint.rules',
        message: `The checkpoint ${called(node)} checks nothing.`,
        hint: 'Write a rule: when a case passes, and what to say when it does not.',
      }),
    );
  for (const rule of spec.rules) {
    if (!rule.when)
      findings.push(
        error(node.id, 'rule-without-condition', {
          field: 'checkpoint.rules',
          message: `The rule "${rule.id}" of ${called(node)} does not say when it passes.`,
          hint: 'Write its condition; it passes when that is true.',
          params: { rule: rule.id },
        }),
      );
    if (!rule.message) findings.push(ruleWithoutMessage(node, 'checkpoint.rules', rule.id));
  }
  const blocks = spec.rules.some((rule) => (rule.severity ?? spec.severity) === 'block');
  if (blocks && !spec.reviewers)
    findings.push(
      error(node.id, 'checkpoint-without-reviewers', {
        field: 'checkpoint.reviewers',
        message: `When a case breaks a rule of ${called(node)}, nobody can review it.`,
        hint: 'Name the reviewers, such as group:compliance.',
      }),
    );
  for (const { id, name } of spec.evidence)
    if (!name?.trim())
      findings.push(
        warning(node.id, 'evidence-without-name', {
          field: 'checkpoint.evidence',
          message: `The evidence "${id}" of ${called(node)} has no name, so nobody knows what to attach.`,
          hint: 'Name what it proves, such as "Signed consent".',
          params: { evidence: id },
        }),
      );
  if (node.loop?.kind === 'multiInstanceLoopCharacteristics') findings.push(cannotRepeat(node, 'checkpoint'));
  return findings;
}

export const ruleWithoutMessage = (node: FlowNode, field: string, rule: string): Finding =>
  warning(node.id, 'rule-without-message', {
    field,
    message: `The rule "${rule}" of ${called(node)} has no message, so nobody learns what is missing.`,
    hint: 'Say in one sentence what to do about it.',
    params: { rule },
  });

export const cannotRepeat = (node: FlowNode, kind: 'stage' | 'checkpoint'): Finding =>
  error(node.id, `${kind}-repeats`, {
    field: 'loopCharacteristics',
    message: `The ${kind} ${called(node)} is multi-instance; a ${kind} is passed once at a time.`,
    hint: `Remove the marker, or put a multi-instance sub-process inside or around the ${kind}.`,
    fixes: [{ code: 'remove-loop', params: { elementId: node.id } }],
  });
