import type { FlowNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

export const whoGrammar = /^(user|group|role|variable|manager-of|managers-up-to):\s*\S.*$|^picked$/;

/** Who owns, reviews, is told or is added is written as approvers are. */
export const who: Rule = ({ nodes }) =>
  nodes.flatMap((node) => {
    const { stage, approval, checkpoint, timing } = node.extension;
    const lists: readonly (readonly [field: string, does: string, text: string | undefined])[] = [
      ['stage.owner', 'is owned by', stage?.owner],
      ['checkpoint.reviewers', 'is reviewed by', checkpoint?.reviewers],
      ['timing.to', 'tells or adds', timing?.to],
      ['approval.nobody', 'is assigned to', approval?.nobody?.to],
      ...(approval?.copies ?? []).map((copy) => ['approval.copies', 'is copied to', copy] as const),
    ];
    return lists.flatMap(([field, does, text]) =>
      (text ?? '')
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '' && !whoGrammar.test(entry))
        .map((entry) => notUnderstood(node, field, `${does} "${entry}"`, entry)),
    );
  });

/** A kind of who with nobody behind it yet. */
const notChosen = /^(user|group|role|variable):\s*$/;

/** Its words differ by what is missing: `context` is the kind of who that is not chosen. */
export function notUnderstood(node: FlowNode, field: string, what: string, found: string): Finding {
  const kind = notChosen.exec(found.trim())?.[1];
  const told =
    kind === undefined
      ? {
          message: `${called(node)} ${what}, which names nobody.`,
          hint: 'Write user:, group:, role:, variable:, manager-of: or managers-up-to: with a name behind it, or picked.',
          params: { who: found },
        }
      : {
          message: `${called(node)}: no ${kind} is chosen.`,
          hint: `Choose the ${kind}, or remove the entry.`,
          params: { who: found, context: kind },
        };
  return error(node.id, 'who-not-understood', { field, ...told });
}
