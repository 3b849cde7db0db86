/** Plays a model that is known to nobody: whatever waits is answered, by a seeded draw where there is a choice. */
import type { Json, JsonObject } from '@fortnight/shared/base';
import { defaultCalendar } from '@fortnight/shared/calendar';
import type { Node } from '@fortnight/shared/expression';
import type { Actor, Program, State } from '@fortnight/shared/kernel';
import { type Command, type PlayHost, type PlayOptions, playHost } from '@fortnight/shared/simulation';
import { firm } from './people.ts';

/** How a play ended: the case's own end, or what nobody could answer. */
export type PlayedThrough = State['status'] | `stuck: ${string}`;

const mostRounds = 500;
/** How often one event is sent what it waits for; some take it without end. */
const mostDeliveries = 2;
const anybody: Actor = { userId: 'anybody' };

/** Plays one case of a program, and those that it calls, to its end. */
export function playThrough(program: Program, seed: number, programOf?: PlayOptions['programOf']): PlayedThrough {
  const startAt = Date.parse('2026-11-24T01:00:00Z');
  const host = playHost(program, { directory: firm, calendars: [defaultCalendar], startAt, ...(programOf && { programOf }) });
  const draw = drawing(seed);
  const [trigger] = program.triggers;
  const startEventId = program.starts.length > 0 ? undefined : trigger?.elementId;
  const started = host.take({ type: 'start', by: anybody, ...(startEventId === undefined ? {} : { startEventId }) });
  if (!started.ok) return `stuck: ${started.rejection.message}`;
  for (let round = 0; round < mostRounds; round++) {
    const { state } = host;
    if (state?.status !== 'active') return state?.status ?? 'stuck: not started';
    const answers = family(host).flatMap((each) => answersTo(each).map((commands) => ({ host: each, commands })));
    const refused = answers.length > 0 ? takeOneOf(answers, draw) : passTime(host);
    if (refused !== undefined) return `stuck: ${family(host).flatMap(codesOf).join(', ') || refused}`;
  }
  return `stuck: not at an end after ${mostRounds} answers`;
}

/** A case and all that it called, which go on by themselves only as far as nobody is asked. */
const family = (host: PlayHost): readonly PlayHost[] => [host, ...host.called.flatMap(({ host: each }) => family(each))];

/** Why tokens stay that nobody can help on. */
function codesOf({ state, events }: PlayHost): readonly string[] {
  const open = new Set(state?.incidents.map(({ id }) => id));
  return events.flatMap((event) => (event.type === 'incidentRaised' && open.has(event.incidentId) ? event.code : []));
}

interface Answer {
  readonly host: PlayHost;
  readonly commands: readonly Command[];
}

/** Takes one; where it is refused, the next. Answers why all are. */
function takeOneOf(answers: readonly Answer[], draw: Draw): string | undefined {
  let why = '';
  for (const { host, commands } of shuffled(answers, draw)) {
    const results = commands.map((command) => host.take(command));
    const refusal = results.find((result) => !result.ok);
    if (!refusal) return undefined;
    why = refusal.ok ? '' : refusal.rejection.message;
  }
  return why;
}

function passTime(host: PlayHost): string | undefined {
  const next = Math.min(...family(host).flatMap(({ state }) => (state?.timers ?? []).map(({ dueAt }) => dueAt)));
  if (!Number.isFinite(next)) return 'nothing is waited for';
  host.advanceTo(next);
  return undefined;
}

/** Everything that somebody could do next. */
function answersTo({ program, state, events }: PlayHost): readonly (readonly Command[])[] {
  if (state?.status !== 'active') return [];
  const outputsOf = (element: number | undefined): JsonObject =>
    anything(program.elements[element ?? -1]?.plan.data?.outputs ?? []);
  const isSent = (element: number): boolean =>
    events.filter((event) => event.type === 'elementEntered' && event.elementId === program.elements[element]?.id).length >=
    mostDeliveries;
  const elementOf = (tokenId: string) => state.tokens.find(({ id }) => id === tokenId)?.element;
  return [
    ...state.tasks.map(({ id, tokenId, assignee, users, groups }): readonly Command[] => {
      const by = { userId: assignee ?? users[0] ?? anybody.userId, groups };
      return [{ type: 'completeTask', taskId: id, by, variables: outputsOf(elementOf(tokenId)) }];
    }),
    ...state.jobs.map(({ id, element }): readonly Command[] => [
      { type: 'completeJob', jobId: id, variables: outputsOf(element) },
    ]),
    ...state.subscriptions
      .filter(({ element }) => !isSent(element))
      .map(({ id, signalName: name }): readonly Command[] => [
        name === undefined ? { type: 'deliverMessage', subscriptionId: id } : { type: 'deliverSignal', name },
      ]),
    ...state.incidents.flatMap((incident) => mendings(program, incident)),
  ];
}

/** Ways to make a token go on: any value for data that it waits for; for a choice, what makes one of its conditions true. */
function mendings(program: Program, { id, element, reads = [] }: State['incidents'][number]): readonly (readonly Command[])[] {
  if (reads.length > 0) return [[{ type: 'setVariables', by: anybody, variables: anything(reads) }]];
  const collection = program.elements[element]?.plan.loop?.collection?.root;
  if (collection?.kind === 'variable') {
    const variables = { [collection.name]: ['any'] };
    return [
      [
        { type: 'setVariables', by: anybody, variables },
        { type: 'resolveIncident', incidentId: id, by: anybody },
      ],
    ];
  }
  const flows = (program.elements[element]?.outgoing ?? []).flatMap((index) => program.flows[index]?.condition ?? []);
  return flows.map(({ root }) => [
    { type: 'setVariables', by: anybody, variables: valuesFor(root) },
    { type: 'resolveIncident', incidentId: id, by: anybody },
  ]);
}

const anything = (names: readonly string[]): JsonObject => Object.fromEntries(names.map((name) => [name, 'any']));

/** Values for which a simple condition is likely true. */
function valuesFor(node: Node): JsonObject {
  switch (node.kind) {
    case 'and':
    case 'or':
      return Object.assign({}, ...node.operands.map(valuesFor));
    case 'variable':
      return { [node.name]: true };
    case 'compare':
      return node.left.kind === 'variable' ? { [node.left.name]: fitting(node.operator, literalOf(node.right)) } : {};
    default:
      return {};
  }
}

const literalOf = (node: Node): Json => (node.kind === 'literal' ? node.value : null);

function fitting(operator: string, value: Json): Json {
  if (typeof value !== 'number') return operator === '!=' ? !value : value;
  return operator.startsWith('<') || operator === '!=' ? value - 1 : operator.startsWith('>') ? value + 1 : value;
}

type Draw = (below: number) => number;

/** A small linear congruential generator: the same draws for the same seed. */
function drawing(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    // Its low bits come round soon.
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const shuffled = <T>(items: readonly T[], draw: Draw): readonly T[] =>
  items
    .map((item) => ({ item, at: draw(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
