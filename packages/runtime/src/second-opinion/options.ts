/** What can happen next in a case that stands still. */
import type { Actor, Input, OpenTask, ProgramElement, State, Token } from '@fortnight/shared/kernel';
import { coded } from './definitions.ts';
import type { Act, Choice } from './path.ts';
import { reviewer } from './plain.ts';
import { ownerOf, placeOf } from './sights.ts';
import { flowVariable, type Skeleton } from './skeleton.ts';

/** A decision and the command that carries it out. */
export interface Option {
  readonly act?: Act;
  readonly choice?: Choice;
  readonly input: Input;
  /** The same decision wherever it stands in a path. */
  readonly key: string;
  /** Happens once as long as what it is attached to goes on. */
  readonly once?: string;
}

/** Which of the branches under way goes on: the one that waits longest, or the one that came last. */
export type Turns = 'oldest' | 'newest';

const by: Actor = { userId: reviewer, groups: [] };

/**
 * The decisions to choose from; empty where nothing can happen any more.
 *
 * Choices at conditions come first. Else one branch goes on, by what it waits for or by an event at what is around it:
 * branches that do not meet may go in any order, so one of them is enough.
 */
export function optionsOf(skeleton: Skeleton, state: State, turns: Turns): readonly Option[] {
  if (state.status !== 'active') return [];
  for (const task of state.tasks) {
    const choices = choicesAt(skeleton, state, task);
    if (choices) return choices;
  }
  const waiting = state.tokens.filter((token) => ownOptions(skeleton, state, token).some(({ once }) => once === undefined));
  const focus = turns === 'oldest' ? waiting[0] : waiting.at(-1);
  if (!focus) return [];
  const options: Option[] = [];
  for (let token: Token | undefined = focus; token; token = ownerOf(state, token)) {
    const held = ownOptions(skeleton, state, token);
    options.push(...(token === focus ? held : held.filter(({ once }) => once !== undefined)));
  }
  return options;
}

/** How many branches wait for something from outside. */
export const branchCount = (skeleton: Skeleton, state: State): number =>
  state.tokens.filter((token) => ownOptions(skeleton, state, token).some(({ once }) => once === undefined)).length;

function choicesAt({ program, decisions }: Skeleton, state: State, task: OpenTask): readonly Option[] | undefined {
  const token = state.tokens.find(({ id }) => id === task.tokenId);
  const decision = token && decisions.get(token.element);
  if (!token || !decision) return undefined;
  const at = placeOf(state, token, decision.element);
  return decision.options.map((flows) => {
    const variables = Object.fromEntries(decision.flows.map((flow) => [flowVariable(flow), flows.includes(flow)]));
    return {
      choice: { at, flows },
      input: { type: 'completeTask', at: state.at, by, taskId: task.id, variables },
      key: `${program.elements[decision.element]?.id} ${flows.join(',')}`,
    };
  });
}

/** What one token waits for: its work, and the events that are attached to it. */
function ownOptions(skeleton: Skeleton, state: State, token: Token): readonly Option[] {
  const { program } = skeleton;
  const held = (item: { readonly tokenId: string }): boolean => item.tokenId === token.id;
  const options: Option[] = [];
  const add = (act: Act, input: Input, once?: string): void => {
    const code = act.do === 'throw' ? ` ${act.code}` : '';
    options.push({ act, input, key: `${act.do} ${act.at.element}${code}`, ...(once === undefined ? {} : { once }) });
  };
  const element = program.elements[token.element];
  if (!element || skeleton.decisions.has(token.element)) return [];
  const at = placeOf(state, token);
  for (const task of state.tasks.filter(held)) {
    const complete = { type: 'completeTask', at: state.at, by, taskId: task.id } as const;
    for (const { outcome, code } of outcomesOf(element)) {
      const input: Input = outcome === undefined ? complete : { ...complete, outcome, comment: 'played' };
      add(code === undefined ? { do: 'complete', at } : { do: 'throw', at, code }, input);
    }
  }
  for (const { id: jobId } of state.jobs.filter(held)) {
    add({ do: 'complete', at }, { type: 'completeJob', at: state.at, jobId });
    for (const code of caughtCodes(skeleton, state, token))
      add({ do: 'throw', at, code }, { type: 'throwJobError', at: state.at, jobId, errorCode: code });
  }
  const event = (index: number): { readonly at: Act['at']; readonly once?: string } => ({
    at: placeOf(state, token, index),
    ...(program.elements[index]?.kind === 'boundaryEvent' ? { once: `${index} of ${token.id}` } : {}),
  });
  for (const { id: timerId, element: index, dueAt } of state.timers.filter(held)) {
    const { at: where, once } = event(index);
    add({ do: 'occur', at: where }, { type: 'triggerTimer', at: Math.max(state.at, dueAt), timerId }, once);
  }
  for (const { id: subscriptionId, element: index } of state.subscriptions.filter(held)) {
    const { at: where, once } = event(index);
    add({ do: 'occur', at: where }, { type: 'deliverMessage', at: state.at, subscriptionId }, once);
  }
  return options;
}

/** How a task may end: a plain one is completed; a vote or review may throw its error. */
function outcomesOf({ plan: { approval, checkpoint } }: ProgramElement): readonly { outcome?: string; code?: string }[] {
  if (checkpoint) return [{ outcome: 'clear' }, { outcome: 'reject', code: checkpoint.error }];
  if (!approval) return [{}];
  const first = (kind: 'approve' | 'reject') => approval.outcomes.find((outcome) => outcome.kind === kind)?.id;
  const [approve, reject] = [first('approve'), first('reject')];
  return [
    ...(approve === undefined ? [] : [{ outcome: approve }]),
    // Without an error a rejection goes on as an approval does.
    ...(reject === undefined || (approval.error === undefined && approve !== undefined)
      ? []
      : [{ outcome: reject, ...(approval.error === undefined ? {} : { code: approval.error }) }]),
  ];
}

/** One error for each boundary event around that catches one. */
function caughtCodes({ program }: Skeleton, state: State, token: Token): readonly string[] {
  const codes: string[] = [];
  for (let host: Token | undefined = token; host; host = ownerOf(state, host)) {
    if (host.loopCounter !== undefined) continue;
    const catching = (program.elements[host.element]?.boundaries ?? []).flatMap((index) => {
      const boundary = program.elements[index];
      return boundary ? coded(boundary, 'errorEventDefinition') : [];
    });
    for (const { code } of catching) if (code !== undefined && !codes.includes(code)) codes.push(code);
    // Nothing passes by one that catches all.
    if (catching.some(({ code }) => code === undefined)) return [...codes, anyError];
  }
  return codes;
}

const anyError = 'any other';
