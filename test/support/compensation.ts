/** Activities that compensate, and what of it a history says. */
import type { Case } from './case.ts';
import { tag } from './process.ts';

export const handler = (id: string, kind = 'userTask', extension = '', inside = '', attributes = '') =>
  tag(kind, id, extension, inside, `isForCompensation="true" ${attributes}`);

export const script = (id: string, text: string, result: string, attributes = '') =>
  tag('scriptTask', id, '', `<script>${text}</script>`, `scriptFormat="feel" fortnight:resultVariable="${result}" ${attributes}`);

/** A script that compensates and adds a value to the list `log`, its activity's name unless another is given. */
export const logging = (name: string, value = `"${name}"`, loop = '') =>
  tag(
    'scriptTask',
    `undo-${name}`,
    '',
    `${loop}<script>= append(if log = null then [] else log, ${value})</script>`,
    'scriptFormat="feel" fortnight:resultVariable="log" isForCompensation="true"',
  );

/** What was undone by scripts, in order. */
export const logOf = (played: Case) => played.state.variables.log;

/** Which activity was compensated by which other, in order. */
export const undoneBy = (played: Case) =>
  played
    .all('compensationStarted')
    .map(({ elementId, loopCounter, handlerId }) =>
      [elementId + (loopCounter === undefined ? '' : `#${loopCounter}`), ...(handlerId === undefined ? [] : [handlerId])].join(
        ' by ',
      ),
    );
