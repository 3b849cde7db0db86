/**
 * The version without its data: only what decides about tokens, with as little in each plan as its handler takes.
 *
 * This is what both engines play: the kernel with every decision laid open (`skeleton.ts`), the other as a document.
 */
import { parseExpression } from '@fortnight/shared/expression';
import type { DefinitionPlan, ElementPlan, Program, ProgramElement } from '@fortnight/shared/kernel';
import { has } from './definitions.ts';
import { obstacleAt } from './peer-rules.ts';

/** Who gives every vote and clears every review. */
export const reviewer = 'reviewer';

export const plainTask: ElementPlan = { task: { users: [], groups: [] } };

export function plainOf(version: Program): Program {
  const isForeign = (index: number) => {
    const element = version.elements[index];
    return element !== undefined && obstacleAt(element, version) === 'unknown-element';
  };
  const elements = version.elements.map((element): ProgramElement => {
    const { name: _, ...rest } = element;
    // What was never compared is passed; beside the flow it never happens.
    const { variant: __, boundaries: ___, ...passed } = rest;
    if (isForeign(element.index)) return { ...passed, kind: 'task', plan: {} };
    if (has(element, 'linkEventDefinition')) return { ...passed, kind: 'task', plan: {} };
    const boundaries = (element.boundaries ?? []).filter((boundary) => !isForeign(boundary));
    return { ...rest, plan: plainPlan(element), boundaries };
  });
  const flows = version.flows.map(({ condition, ...flow }) => (condition ? { ...flow, condition: parsed('true') } : flow));
  const { processId } = version;
  return { hash: `plain ${version.hash}`, processId, elements, flows, starts: startsOf(version), triggers: [], reserved: [] };
}

export function parsed(text: string) {
  const expression = parseExpression(text);
  if (!expression.ok) throw new Error(`expected FEEL, found "${text}"`);
  return expression.value;
}

/** The start events that one token begins at, triggered ones included. */
function startsOf({ elements, starts, triggers }: Program): readonly number[] {
  const triggered = elements.filter(({ id }) => triggers.some(({ elementId }) => elementId === id)).map(({ index }) => index);
  const isDrawn = (index: number) => elements[index]?.kind === 'startEvent' && !elements[index].plan.isParallelMultiple;
  return [...starts, ...triggered].filter(isDrawn);
}

function plainPlan(element: ProgramElement): ElementPlan {
  const { kind, plan } = element;
  const { starts, end, interrupts, loop, job, task, approval, checkpoint, stage } = plan;
  const definitions = plainDefinitions(element);
  const isThrowing = kind === 'endEvent' || kind === 'intermediateThrowEvent';
  return {
    ...(starts ? { starts } : {}),
    ...(end ? { end: { outcome: end.outcome } } : {}),
    ...(interrupts === undefined || kind !== 'boundaryEvent' ? {} : { interrupts }),
    ...(definitions.length > 0 ? { definitions } : {}),
    // What a thrown event does outside does not hold its token up here.
    ...(job && !checkpoint && !isThrowing ? { job: { type: 'work', retries: 1, timeoutMs: 1000 } } : {}),
    ...(task ? plainTask : {}),
    ...(loop ? { loop: runsTwice(loop) } : {}),
    ...(approval ? { approval: oneVote(approval) } : {}),
    ...(checkpoint ? { checkpoint: alwaysReviewed(checkpoint) } : {}),
    ...(stage ? { stage: { entry: [], exit: [], required: [], lossReasons: [] } } : {}),
  };
}

const withinCase: ReadonlySet<string> = new Set([
  'errorEventDefinition',
  'escalationEventDefinition',
  'terminateEventDefinition',
]);

/** What stays inside of the case stays; what comes from outside is a timer, a condition or a message; what goes there is left out. */
function plainDefinitions({ kind, plan: { definitions = [] } }: ProgramElement): readonly DefinitionPlan[] {
  const kept = definitions.filter((definition) => withinCase.has(definition.kind));
  const isWaiting = kind === 'intermediateCatchEvent' || kind === 'boundaryEvent' || kind === 'receiveTask';
  if (!isWaiting || kept.length > 0) return kept;
  const only = definitions.length === 1 ? definitions[0]?.kind : undefined;
  if (only === 'timerEventDefinition') return [{ kind: only, timer: { kind: 'duration', text: 'PT1H' } }];
  if (only === 'conditionalEventDefinition') return [{ kind: only, condition: parsed('false') }];
  return [news];
}

/** A message that comes when whoever plays says so. */
export const news: DefinitionPlan = { kind: 'messageEventDefinition', message: { name: 'news' } };

/** How often everything that repeats is run. */
const runCount = 2;

function runsTwice({
  kind,
  isSequential,
  maximum = runCount,
}: NonNullable<ElementPlan['loop']>): NonNullable<ElementPlan['loop']> {
  if (kind === 'loop') return { kind, isSequential, maximum: Math.min(runCount, maximum) };
  return { kind, isSequential, cardinality: parsed(String(runCount)) };
}

function oneVote({ outcomes, error }: NonNullable<ElementPlan['approval']>): NonNullable<ElementPlan['approval']> {
  return {
    mode: 'one',
    order: 'parallel',
    approvers: [{ who: { kind: 'literal', who: `user:${reviewer}` } }],
    rules: [],
    outcomes: outcomes.filter(({ kind }) => kind !== 'send-back'),
    separateFrom: [],
    nobody: { do: 'incident', to: [] },
    samePerson: 'again',
    copies: [],
    ...(error === undefined ? {} : { error }),
  };
}

function alwaysReviewed({ error }: NonNullable<ElementPlan['checkpoint']>): NonNullable<ElementPlan['checkpoint']> {
  return {
    rules: [{ id: 'reviewed', when: parsed('false'), severity: 'block' }],
    reviewers: [{ kind: 'literal', who: `user:${reviewer}` }],
    evidence: [],
    error,
  };
}
