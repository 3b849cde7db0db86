import type { FlowNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** Named children of a sales element have ids of their own: histories and translations name them. */
export const partsOnce: Rule = ({ nodes }) => nodes.flatMap(check);

interface Part {
  readonly id: string;
}

function check(node: FlowNode): Finding[] {
  const { stage, approval, checkpoint } = node.extension;
  const lists: readonly (readonly [field: string, noun: string, parts: readonly Part[]])[] = [
    ['stage.entry', 'rule', [...(stage?.entry ?? []), ...(stage?.exit ?? [])]],
    ['stage.lossReasons', 'loss reason', stage?.lossReasons ?? []],
    ['approval.outcomes', 'outcome', approval?.outcomes ?? []],
    ['checkpoint.rules', 'rule', checkpoint?.rules ?? []],
    ['checkpoint.evidence', 'piece of evidence', checkpoint?.evidence ?? []],
  ];
  return lists.flatMap(([field, noun, parts]) => {
    const ids = parts.map(({ id }) => id);
    const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))];
    return twice.map((id) =>
      error(node.id, id === '' ? 'part-without-id' : 'part-used-twice', {
        field,
        message:
          id === ''
            ? `${called(node)} has more than one ${noun} without an id.`
            : `${called(node)} has more than one ${noun} with the id "${id}".`,
        hint: 'Give each an id of its own.',
        params: { id },
      }),
    );
  });
}
