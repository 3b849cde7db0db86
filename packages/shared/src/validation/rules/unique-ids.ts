import { error } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** An id names one element. */
export const uniqueIds: Rule = ({ process, nodes, flows }) => {
  const seen = new Set([process.id]);
  return [...nodes, ...flows].flatMap((element) => {
    if (!seen.has(element.id)) {
      seen.add(element.id);
      return [];
    }
    return [
      error(element.id, 'duplicate-id', {
        field: 'id',
        message: `The id of ${called(element)} is used by another element too.`,
        hint: 'Give one of them another id.',
        params: { id: element.id },
      }),
    ];
  });
};
