/** Pieces of scenarios in which a case calls others. */
import type { Program } from '@fortnight/shared/kernel';
import { flows, named, tag } from './process.ts';

/** The call activity `c`. */
export const call = (extension = '', inside = '', attributes = 'calledElement="credit"'): string =>
  tag('callActivity', 'c', extension, inside, attributes);
/** A start, a call, a task behind it, an end; `more` beside. */
export const around = (element: string, more = ''): string =>
  `<startEvent id="s"/>${element}${tag('userTask', 'after')}<endEvent id="e"/>${flows('s', 'c', 'after', 'e')}${more}`;
export const input = (name: string, value: string): string => `<fortnight:input name="${name}" value="${value}"/>`;
export const output = (name: string, value: string): string => `<fortnight:output name="${name}" value="${value}"/>`;
/** A boundary event of the call, with a task behind it. */
export const boundary = (id: string, definition: string, attributes = ''): string =>
  tag('boundaryEvent', id, '', definition, `attachedToRef="c" ${attributes}`) +
  tag('userTask', `at-${id}`) +
  flows(id, `at-${id}`);
export const timer = (duration: string): string =>
  `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
export const script = (id: string, text: string, result: string): string =>
  tag('scriptTask', id, '', `<script>${text}</script>`, `scriptFormat="feel" fortnight:resultVariable="${result}"`);

/** A called process in which somebody rates the customer. */
export const rating = (id = 'credit'): Promise<Program> =>
  named(id, `<startEvent id="s"/>${tag('userTask', 'rate')}<endEvent id="e"/>${flows('s', 'rate', 'e')}`);

/** One in which whoever rates always throws this error. */
export const failing = (code: string): Promise<Program> =>
  named(
    'credit',
    `<startEvent id="s"/>${tag('userTask', 'rate')}${tag('endEvent', 'x', '', '<errorEventDefinition errorRef="err"/>')}${flows('s', 'rate', 'x')}`,
    '',
    `<error id="err" errorCode="${code}"/>`,
  );
