import type { FlowNode } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { isIsoDuration } from '../iso.ts';
import { called, type Rule } from '../process-view.ts';

const overdueActions = ['notify', 'escalate', 'approve', 'reject'];

/** A time limit is a duration, and says what happens when it passes. */
export const timing: Rule = ({ nodes }) => nodes.flatMap(check);

function check(node: FlowNode): Finding[] {
  const { timing: spec, checkpoint } = node.extension;
  if (!spec) return [];
  const findings: Finding[] = [];
  for (const field of ['limit', 'remind', 'standard'] as const) {
    const text = spec[field];
    if (text !== undefined && !text.startsWith('=') && !/[$#]\{/.test(text) && !isIsoDuration(text))
      findings.push(
        error(node.id, 'duration-not-iso', {
          field: `timing.${field}`,
          message: `The ${field} of ${called(node)} should be an ISO 8601 duration; found "${text}".`,
          hint: 'Write it like PT24H or P3D.',
          params: { found: text },
        }),
      );
  }
  if (spec.overdue !== undefined && !overdueActions.includes(spec.overdue))
    findings.push(
      error(node.id, 'overdue-unknown', {
        field: 'timing.overdue',
        message: `${called(node)} does "${spec.overdue}" when it is overdue, which is not known.`,
        hint: `Choose one of ${overdueActions.join(', ')}.`,
        params: { found: spec.overdue },
      }),
    );
  if (spec.overdue === 'escalate' && !spec.to)
    findings.push(
      error(node.id, 'escalation-to-nobody', {
        field: 'timing.to',
        message: `${called(node)} escalates when it is overdue, but says to nobody.`,
        hint: 'Name who is added, such as group:sales-director.',
      }),
    );
  if (checkpoint && spec.overdue === 'approve')
    findings.push(
      error(node.id, 'checkpoint-never-approves-itself', {
        field: 'timing.overdue',
        message: `The checkpoint ${called(node)} would pass by waiting; a checkpoint never does.`,
        hint: 'Notify, escalate or reject when it is overdue.',
        fixes: [{ code: 'set-overdue', params: { elementId: node.id, overdue: 'notify' } }],
      }),
    );
  if (spec.limit === undefined && (spec.remind !== undefined || spec.overdue !== undefined))
    findings.push(
      warning(node.id, 'limit-missing', {
        field: 'timing.limit',
        message: `${called(node)} has a reminder or an overdue rule, but no time limit that it counts from.`,
        hint: 'Give a limit, such as PT24H.',
      }),
    );
  return findings;
}
