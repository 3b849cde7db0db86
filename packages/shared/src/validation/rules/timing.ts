import type { FlowNode } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { isIsoDuration } from '../iso.ts';
import { called, type Rule } from '../process-view.ts';

const overdueActions = ['notify', 'escalate', 'approve', 'reject'];

/** A time limit is a duration, and says what happens when it passes. */
export const timing: Rule = ({ nodes }) => nodes.flatMap(check);

function check(node: FlowNode): Finding[] {
  const { timing: spec, checkpoint, approval, stage } = node.extension;
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
  const votes = spec.overdue === 'approve' || spec.overdue === 'reject';
  if (votes && !approval && !checkpoint && !stage) findings.push(votesWithoutVote(node, spec.overdue ?? ''));
  if (isAtLeast(spec.remind, spec.limit))
    findings.push(
      warning(node.id, 'reminder-too-early', {
        field: 'timing.remind',
        message: `${called(node)} reminds ${spec.remind} before the limit, which is only ${spec.limit}: the reminder comes at once.`,
        hint: 'Remind later than at the start, such as PT4H before a limit of P1D.',
        params: { remind: spec.remind ?? '', limit: spec.limit ?? '' },
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

const votesWithoutVote = (node: FlowNode, found: string): Finding =>
  error(node.id, 'overdue-unknown', {
    field: 'timing.overdue',
    message: `${called(node)} would ${found} when it is overdue, but nothing is voted on there.`,
    hint: 'Notify or escalate when it is overdue.',
    params: { found },
    fixes: [{ code: 'set-overdue', params: { elementId: node.id, overdue: 'notify' } }],
  });

/** Compares plain days and times; what is computed or counted in months is left alone. */
function isAtLeast(a: string | undefined, b: string | undefined): boolean {
  const [first, second] = [minutesOf(a), minutesOf(b)];
  return first !== undefined && second !== undefined && first >= second;
}

function minutesOf(text: string | undefined): number | undefined {
  const [found, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text ?? '') ?? [];
  return found === undefined ? undefined : (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0);
}
