import { error } from '../finding.ts';
import type { Rule } from '../process-view.ts';

/** Characters. A longer id fits into no address of the API. */
export const longestId = 255;
const shown = 40;

/** Whatever is asked for by its id has one that can be written. */
export const ids: Rule = ({ process, nodes, flows }) => [
  ...(process.id === ''
    ? [
        error(process.id, 'process-without-id', {
          field: 'id',
          message: 'The process has no id, so nobody can ask for it.',
          hint: 'Give it one, such as "contract-approval".',
        }),
      ]
    : []),
  ...[process, ...nodes, ...flows]
    .filter(({ id }) => id.length > longestId)
    .map(({ id }) =>
      error(id, 'id-too-long', {
        field: 'id',
        message: `The id "${id.slice(0, shown)}…" has ${id.length} characters; at most ${longestId} are allowed.`,
        hint: 'Give it a shorter id.',
        params: { id: `${id.slice(0, shown)}…`, found: id.length, limit: longestId },
      }),
    ),
];
