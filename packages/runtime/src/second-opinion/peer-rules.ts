/**
 * What bpmn-engine 25.0.1 does as BPMN 2.0.2 says, and what it does not, each found by playing it.
 *
 * A path is compared as far as something that stands here as wrong, and no further.
 */
import type { DefinitionKind, Program, ProgramElement } from '@fortnight/shared/kernel';
import { has } from './definitions.ts';

/** Why a path, or the rest of one, is not compared. */
export type Obstacle =
  | 'inclusive-join'
  | 'misled-join'
  | 'loop-condition'
  | 'error-fits-several'
  | 'error-not-caught'
  | 'happens-again'
  | 'second-token'
  | 'ends-while-others-move'
  | 'unknown-element'
  | 'loop-without-wait';

/** What is left out of the paths, on both engines. */
export type LeftOut = 'send-back' | 'completion-condition' | 'thrown-signal' | 'unknown-element';

export interface ElementRule {
  /** BPMN's tag, and what it says of itself. */
  readonly element: string;
  readonly is: 'right' | 'wrong';
  /** Elements come as `alike.ts` leaves them. */
  readonly appliesTo: (element: ProgramElement, program: Program) => boolean;
  /** Where it is wrong. */
  readonly obstacle?: Obstacle;
}

/** In one English sentence each: what is behind it. */
export const reasons: Readonly<Record<Obstacle | LeftOut, string>> = {
  'inclusive-join': 'bpmn-engine does not wait at an inclusive gateway: each token that arrives goes on by itself.',
  'misled-join':
    'bpmn-engine tells a parallel gateway of ways that are not taken, and counts them as arrivals: it may go on too early, or never.',
  'loop-condition': 'bpmn-engine ends a standard loop when its condition is true; BPMN goes on as long as it is true.',
  'error-fits-several':
    'bpmn-engine lets every boundary event that an error or escalation fits catch it, wherever it is armed; BPMN the nearest one alone.',
  'error-not-caught': 'bpmn-engine goes on when an error end event throws what nothing catches; here the case fails.',
  'happens-again': 'bpmn-engine lets an event beside an activity happen once; BPMN as often as it comes.',
  'second-token': 'bpmn-engine lets a second token wait until the first one has left the element.',
  'ends-while-others-move':
    'Something ends what is around it while other branches move in the same moment: how far they come first is nowhere written.',
  'unknown-element': 'This element is not compared: bpmn-engine has nothing like it, or nobody taught it to this comparison.',
  'loop-without-wait': 'The way goes round without waiting for anything, which an incident ends here.',
  'send-back': 'Sending back was not played: no token of BPMN goes back without a flow.',
  'completion-condition': 'All runs were played; the condition that may end them earlier was not.',
  'thrown-signal': 'What it throws reached nobody here; whoever waits for it was played as if it came from outside.',
};

/** Where bpmn-engine's makers speak of it. */
export const issues: Readonly<Partial<Record<Obstacle | LeftOut, string>>> = {
  'inclusive-join': 'https://github.com/paed01/bpmn-elements/issues/46',
  'misled-join': 'https://github.com/paed01/bpmn-engine/issues/200',
};

const events = (tag: string, ...kinds: readonly DefinitionKind[]): ElementRule['appliesTo'] => {
  const known = new Set<string>(kinds);
  return ({ kind, plan: { definitions = [] } }) => kind === tag && definitions.every((definition) => known.has(definition.kind));
};
const right = (element: string, appliesTo: ElementRule['appliesTo']): ElementRule => ({ element, is: 'right', appliesTo });
const wrong = (element: string, obstacle: Obstacle, appliesTo: ElementRule['appliesTo']): ElementRule => ({
  element,
  is: 'wrong',
  obstacle,
  appliesTo,
});
const fromOutside = [
  'timerEventDefinition',
  'messageEventDefinition',
  'signalEventDefinition',
  'conditionalEventDefinition',
] as const;
const plainTasks = new Set(['task', 'manualTask', 'scriptTask', 'sendTask', 'serviceTask', 'userTask']);

/** The first that applies counts; what none applies to is not compared. */
export const elementRules: readonly ElementRule[] = [
  wrong('inclusiveGateway (joins)', 'inclusive-join', ({ kind, incoming }) => kind === 'inclusiveGateway' && incoming.length > 1),
  wrong('standardLoopCharacteristics (with a condition)', 'loop-condition', ({ plan }) => plan.loop?.while !== undefined),
  right('startEvent', ({ kind }) => kind === 'startEvent'),
  right(
    'endEvent (none, message, signal, error, escalation, terminate; won, lost)',
    events(
      'endEvent',
      'messageEventDefinition',
      'signalEventDefinition',
      'errorEventDefinition',
      'escalationEventDefinition',
      'terminateEventDefinition',
    ),
  ),
  right(
    'intermediateThrowEvent (none, message, signal, escalation, link)',
    events(
      'intermediateThrowEvent',
      'messageEventDefinition',
      'signalEventDefinition',
      'escalationEventDefinition',
      'linkEventDefinition',
    ),
  ),
  right(
    'intermediateCatchEvent (timer, message, signal, condition, link, the first of several)',
    events('intermediateCatchEvent', ...fromOutside, 'linkEventDefinition'),
  ),
  right(
    'boundaryEvent (timer, message, signal, condition, the first of several; error; escalation)',
    (element, program) =>
      events('boundaryEvent', ...fromOutside)(element, program) ||
      (element.plan.definitions?.length === 1 &&
        events('boundaryEvent', 'errorEventDefinition', 'escalationEventDefinition')(element, program)),
  ),
  right('receiveTask', ({ kind }) => kind === 'receiveTask'),
  right(
    'task, manualTask, scriptTask, sendTask, serviceTask, userTask; callActivity as one of them',
    ({ kind, variant }) => plainTasks.has(kind) && variant === undefined,
  ),
  right('userTask (approval)', ({ variant }) => variant === 'approval'),
  right(
    'businessRuleTask (with a job)',
    ({ kind, variant, plan }) => kind === 'businessRuleTask' && variant === undefined && plan.job !== undefined,
  ),
  right('businessRuleTask (checkpoint)', ({ variant }) => variant === 'checkpoint'),
  right(
    'subProcess (with one start event); transaction as one, until it is cancelled',
    (element, program) => element.variant === undefined && beginsOnce(element, program),
  ),
  right('subProcess (stage)', (element, program) => element.variant === 'stage' && beginsOnce(element, program)),
  right('exclusiveGateway', ({ kind }) => kind === 'exclusiveGateway'),
  right('inclusiveGateway (splits)', ({ kind }) => kind === 'inclusiveGateway'),
  right('parallelGateway', ({ kind }) => kind === 'parallelGateway'),
  right('eventBasedGateway', ({ kind }) => kind === 'eventBasedGateway'),
];

/** What plans hold that this room knows the meaning of; anything else is a newer element, or one that bpmn-engine lacks. */
const knownPlan = new Set(
  'starts end interrupts definitions loop job task approval checkpoint stage inputs outputs script timing data eventStarts'.split(
    ' ',
  ),
);

/** What stands against comparing a path once it comes to this element; undefined where nothing does. */
export function obstacleAt(element: ProgramElement, program: Program): Obstacle | undefined {
  const { plan } = element;
  if (Object.keys(plan).some((member) => !knownPlan.has(member)) || plan.loop?.throws) return 'unknown-element';
  const rule = elementRules.find(({ appliesTo }) => appliesTo(element, program));
  return rule ? rule.obstacle : 'unknown-element';
}

/** What of an element is not played, on neither engine. */
export const leftOut = (element: ProgramElement): readonly LeftOut[] => [
  ...(element.plan.approval?.outcomes.some(({ kind }) => kind === 'send-back') ? (['send-back'] as const) : []),
  ...(element.plan.loop?.until ? (['completion-condition'] as const) : []),
  ...(isThrower(element) && has(element, 'signalEventDefinition') ? (['thrown-signal'] as const) : []),
  // Nothing leads there.
  ...(element.variant === 'eventSubProcess' ? (['unknown-element'] as const) : []),
];

const isThrower = ({ kind }: ProgramElement): boolean => kind === 'intermediateThrowEvent' || kind === 'endEvent';

function beginsOnce({ kind, plan: { starts = [] } }: ProgramElement, { elements }: Program): boolean {
  const [start] = starts;
  return kind === 'subProcess' && starts.length === 1 && start !== undefined && elements[start]?.kind === 'startEvent';
}
