/** Event definitions and events as text. */
import { escaped, tag } from './process.ts';

export const roots =
  '<message id="m" name="signed"/><message id="m2" name="paid"/><signal id="sig" name="alarm"/><signal id="sig2" name="calm"/>' +
  '<error id="err" errorCode="oops"/><escalation id="esc" escalationCode="late"/><escalation id="esc2" escalationCode="other"/>';

export const timer = (duration = 'PT1H') =>
  `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
export const cycle = (text: string) => `<timerEventDefinition><timeCycle>${text}</timeCycle></timerEventDefinition>`;
export const message = (ref = 'm') => `<messageEventDefinition messageRef="${ref}"/>`;
export const signal = (ref = 'sig') => `<signalEventDefinition signalRef="${ref}"/>`;
export const escalation = (ref?: string) => `<escalationEventDefinition${ref === undefined ? '' : ` escalationRef="${ref}"`}/>`;
export const error = (ref?: string) => `<errorEventDefinition${ref === undefined ? '' : ` errorRef="${ref}"`}/>`;
export const condition = (text: string) =>
  `<conditionalEventDefinition><condition>${escaped(text)}</condition></conditionalEventDefinition>`;
export const compensate = (activityRef?: string, attributes = '') =>
  `<compensateEventDefinition${activityRef === undefined ? '' : ` activityRef="${activityRef}"`} ${attributes}/>`;
export const cancel = '<cancelEventDefinition/>';
export const link = (name: string) => `<linkEventDefinition name="${name}"/>`;

export const catching = (id: string, definitions: string, attributes = '', extension = '') =>
  tag('intermediateCatchEvent', id, extension, definitions, attributes);
export const throwing = (id: string, definitions: string, extension = '') =>
  tag('intermediateThrowEvent', id, extension, definitions);
export const boundary = (id: string, host: string, definitions: string, attributes = '') =>
  tag('boundaryEvent', id, '', definitions, `attachedToRef="${host}" ${attributes}`);
export const beside = (id: string, host: string, definitions: string) =>
  boundary(id, host, definitions, 'cancelActivity="false"');
export const end = (id: string, definitions = '', extension = '') => tag('endEvent', id, extension, definitions);
export const start = (id: string, definitions = '', attributes = '') => tag('startEvent', id, '', definitions, attributes);
export const task = (id: string) => tag('userTask', id);
export const sub = (id: string, inside: string, attributes = '', extension = '') =>
  tag('subProcess', id, extension, inside, attributes);
/** An event sub-process whose start waits for these definitions; `attributes` are its start's. */
export const eventSub = (id: string, definitions: string, inside: string, attributes = '') =>
  sub(id, `${start(`${id}-start`, definitions, attributes)}${inside}`, 'triggeredByEvent="true"');
/** What undoes an activity: the event at its border, and an activity that an association leads to. */
export const undone = (host: string, handler: string) =>
  `${boundary(`${host}-undone`, host, compensate())}${handler}<association id="${host}-undo" sourceRef="${host}-undone" targetRef="${idOf(handler)}"/>`;
const idOf = (xml: string) => /id="([^"]+)"/.exec(xml)?.[1] ?? '';
