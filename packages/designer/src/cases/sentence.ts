/**
 * What a line of the history says, as the key of a sentence with its values.
 *
 * Values are plain texts; names of persons and elements are looked up by the caller's `Namer`, so that the same
 * sentence reads in every language. An event that a person does not care about has no sentence.
 */
import type { HistoryEvent } from '@fortnight/shared/contract';
import { saidByProgram } from '../client/index.ts';

export type Kind = 'people' | 'compliance' | 'incidents' | 'flow';
export type Tone = 'violet' | 'teal' | 'green' | 'red' | 'amber' | 'quiet';
export interface Sentence {
  /** Below `timeline.` in the catalogue of cases. */
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly kind: Kind;
  readonly icon:
    | 'stamp'
    | 'shield'
    | 'check'
    | 'user'
    | 'play'
    | 'retry'
    | 'flag'
    | 'warn'
    | 'split'
    | 'clock'
    | 'mail'
    | 'pause'
    | 'back'
    | 'edit';
  readonly tone: Tone;
}

export interface Namer {
  readonly person: (userId: string) => string;
  readonly element: (elementId: string) => string;
  /** A rule's message or another named part of an element; what is given where the version names none. */
  readonly part: (elementId: string, part: string, otherwise: string) => string;
  readonly variable: (name: string) => string;
  /** A value as text; of a variable, as its choice's label or with its currency. */
  readonly value: (value: unknown, variable?: string) => string;
}

type Values = Record<string, string | number>;
type Writer = (event: Members, say: Words) => Sentence | undefined;

/** An event's members, read with care: which there are follows from its type. */
class Members {
  readonly event: HistoryEvent;
  constructor(event: HistoryEvent) {
    this.event = event;
  }
  text(name: string): string | undefined {
    const value = this.event[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }
  number(name: string): number | undefined {
    const value = this.event[name];
    return typeof value === 'number' ? value : undefined;
  }
  record(name: string): Readonly<Record<string, unknown>> {
    const value = this.event[name];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  }
  list(name: string): readonly Readonly<Record<string, unknown>>[] {
    const value = this.event[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
  }
}

/** The names that sentences are filled with. */
class Words {
  readonly namer: Namer;
  readonly event: HistoryEvent;
  constructor(namer: Namer, event: HistoryEvent) {
    this.namer = namer;
    this.event = event;
  }
  get element(): string {
    const { elementId, elementName } = this.event;
    const name = elementId === undefined ? undefined : this.namer.element(elementId);
    return (name === elementId ? undefined : name) || elementName || (elementId ?? '');
  }
  /** Who did it, and for whom; undefined when no person did. */
  get who(): Values | undefined {
    const by = this.event.by;
    if (!by?.userId) return undefined;
    const who = this.namer.person(by.userId);
    return by.onBehalfOf === undefined ? { who } : { who, for: this.namer.person(by.onBehalfOf) };
  }
}

const sentence = (
  key: string,
  [icon, tone, kind]: readonly [Sentence['icon'], Tone, Kind],
  values: Values = {},
  quote?: string | undefined,
): Sentence => ({ key, values: quote === undefined ? values : { ...values, quote }, kind, icon, tone });

const said = (event: Members): string | undefined => {
  const message = event.text('message');
  return message && saidByProgram(message);
};

const person = ['user', 'quiet', 'people'] as const;
const approval = ['stamp', 'violet', 'people'] as const;
const check = ['shield', 'teal', 'compliance'] as const;
const failedCheck = ['shield', 'amber', 'compliance'] as const;
const step = ['split', 'quiet', 'flow'] as const;
const clock = ['clock', 'quiet', 'flow'] as const;
const call = ['split', 'quiet', 'flow'] as const;
const incident = ['warn', 'red', 'incidents'] as const;
const stopped = ['pause', 'amber', 'flow'] as const;

/** Why somebody stopped a step, where that is what a token stands still for. */
const stopReason = (event: Members): string | undefined => {
  const { reason } = event.record('params');
  return event.text('stop') !== undefined && typeof reason === 'string' ? reason : undefined;
};

const voteKeys: Readonly<Record<string, string>> = { approve: 'approved', reject: 'rejected', 'send-back': 'votedBack' };
const isDrawnEvent = (kind: string | undefined) => /^(boundaryEvent|intermediateCatchEvent|startEvent)$/.test(kind ?? '');

/** A move by hand, or to another version; with who let it pass what it owed. */
function movedSentence(event: Members, key: string, values: Values, namer: Namer): Sentence {
  const { by } = event.record('override');
  const isPast = typeof by === 'string' && values.who !== undefined;
  const allowed = isPast ? { allowed: namer.person(by) } : {};
  const look = isPast ? (['shield', 'amber', 'compliance'] as const) : (['edit', 'quiet', 'people'] as const);
  return sentence(isPast ? `${key}Past` : key, look, { ...values, ...allowed }, event.text('reason'));
}

/** Sentences of people: what they were asked, what they answered. */
const people: Readonly<Record<string, Writer>> = {
  instanceStarted: (event, { who, namer }) => {
    const starter = event.text('starter');
    const trigger = event.record('trigger');
    const begin = ['play', 'quiet', 'people'] as const;
    if (trigger.kind === 'call') return sentence('startedByCall', ['play', 'quiet', 'flow']);
    if (who) return sentence('started', begin, who);
    if (starter !== undefined) return sentence('started', begin, { who: namer.person(starter) });
    return sentence(trigger.kind === undefined ? 'startedByProgram' : 'startedByTrigger', begin, {
      name: namer.value(trigger.name ?? trigger.kind ?? ''),
    });
  },
  taskClaimed: (_, { who, element }) => who && sentence('claimed', person, { ...who, element }),
  taskUnclaimed: (_, { who, element }) => who && sentence('unclaimed', person, { ...who, element }),
  taskDelegated: (event, { who, element, namer }) =>
    who && sentence('delegated', person, { ...who, element, to: namer.person(event.text('to') ?? '') }, event.text('reason')),
  taskCompleted: (event, { who, element, namer }) => {
    if (event.text('kind') !== 'task') return undefined;
    const outcome = event.text('outcome');
    const values = { element, ...who, ...(outcome !== undefined && { outcome: namer.value(outcome) }) };
    const key = who ? (outcome === undefined ? 'finished' : 'finishedWith') : 'finishedByProgram';
    return sentence(key, person, values, event.text('comment'));
  },
  taskReminded: (_, { who, element }) =>
    sentence(who ? 'remindedBy' : 'reminded', ['clock', 'quiet', 'people'], { ...who, element }),
  taskOverdue: (event, { element }) =>
    sentence(`overdue.${event.text('action') ?? 'notify'}`, ['clock', 'red', 'people'], { element }),
  taskEscalated: (_, { element }) => sentence('escalated', ['clock', 'amber', 'people'], { element }),
  voteCast: (event, { who, element }) => {
    const outcome = event.text('outcome') ?? '';
    const key = voteKeys[outcome] ?? 'voted';
    const tone = key === 'rejected' ? (['stamp', 'red', 'people'] as const) : approval;
    return sentence(
      who?.for === undefined ? key : `${key}For`,
      tone,
      { who: '', ...who, element, outcome },
      event.text('comment'),
    );
  },
  approvalDecided: (event, { element }) => {
    const result = event.record('result');
    const outcome = String(result.outcome ?? '');
    if (result.automatic === true) return sentence('decidedByRule', approval, { element, outcome }, event.text('reason'));
    const isKnown = voteKeys[outcome] !== undefined || outcome === 'withdrawn';
    return sentence(isKnown ? `decided.${outcome}` : 'decided.other', approval, { element, outcome }, event.text('reason'));
  },
  sentBack: (event, { who, element, namer }) =>
    sentence(
      event.text('cause') === 'withdrawn' ? 'withdrew' : 'sentBack',
      ['back', 'amber', 'people'],
      { who: '', ...who, element, to: namer.element(event.text('to') ?? '') },
      event.text('comment'),
    ),
  variablesSet: (event, { who, namer }) => {
    if (!who || event.text('elementId') !== undefined) return undefined;
    const names = Object.entries(event.record('variables')).map(
      ([name, value]) => `${namer.variable(name)} = ${namer.value(value, name)}`,
    );
    return sentence('corrected', ['edit', 'quiet', 'people'], { ...who, names: names.join(', ') }, event.text('reason'));
  },
  instanceTerminated: (event, { who, namer }) => {
    const lossReason = event.text('lossReason');
    if (!who && lossReason === undefined) return sentence('cancelledByItself', ['flag', 'red', 'flow'], {}, event.text('reason'));
    const key = lossReason === undefined ? 'cancelled' : 'cancelledAsLost';
    const values = { who: '', ...who, ...(lossReason !== undefined && { lossReason: namer.element(lossReason) }) };
    return sentence(key, ['flag', 'red', 'people'], values, event.text('reason'));
  },
  instanceSuspended: (event, { who }) => sentence('suspended', person, { who: '', ...who }, event.text('reason')),
  instanceResumed: (_, { who }) => sentence('resumed', person, { who: '', ...who }),
  modified: (event, { who, namer }) => {
    const name = (of: unknown): string => (typeof of === 'string' ? namer.element(of) : '');
    const moves = event.list('moves').map(({ do: what, fromElementId, toElementId }) => {
      const [from, to] = [name(fromElementId), name(toElementId)];
      return what === 'move' ? `${from} → ${to}` : what === 'add' ? `+ ${to}` : `− ${from}`;
    });
    const key = who ? 'movedByHand' : 'movedByProgram';
    return movedSentence(event, key, { ...who, moves: moves.join(', ') }, namer);
  },
  migrated: (event, { who, namer }) => {
    const values = { ...who, from: event.number('fromVersion') ?? '', to: event.number('toVersion') ?? '' };
    return movedSentence(event, who ? 'migrated' : 'migratedByProgram', values, namer);
  },
};

const rulesOf = (event: Members) => {
  const rules = event.list('rules');
  const failed = rules.filter(({ passed }) => passed !== true);
  return { total: rules.length, failed };
};

/** Sentences of checkpoints. */
const checkpoints: Readonly<Record<string, Writer>> = {
  checkpointEvaluated: (event, { element, namer }) => {
    const { total, failed } = rulesOf(event);
    const regulation = event.text('regulation');
    const values = { element, total, passed: total - failed.length, failed: failed.length };
    const key = `${failed.length === 0 ? 'checkPassed' : 'checkFailed'}${regulation === undefined ? '' : 'Under'}`;
    const messages = failed.flatMap(({ id, message }) =>
      typeof message === 'string' ? [namer.part(event.event.elementId ?? '', String(id), message)] : [],
    );
    const look = failed.length === 0 ? check : failedCheck;
    return sentence(key, look, { ...values, regulation: regulation ?? '' }, messages.join(' ') || undefined);
  },
  checkpointDecided: (event, { element, namer }) => {
    const { outcome, reason, by } = event.record('result');
    if (outcome !== 'cleared' && outcome !== 'rejected') return undefined;
    const who = typeof by === 'string' ? namer.person(by) : '';
    const quote = typeof reason === 'string' && reason !== '' ? reason : undefined;
    return sentence(
      outcome === 'cleared' ? 'cleared' : 'rejectedCheck',
      outcome === 'cleared' ? check : ['shield', 'red', 'compliance'],
      { element, who },
      quote,
    );
  },
};

/** Sentences of the flow itself. */
const flow: Readonly<Record<string, Writer>> = {
  instanceCompleted: (event, { namer }) => {
    const outcome = event.text('outcome');
    const lossReason = event.text('lossReason');
    const values = { lossReason: lossReason === undefined ? '' : namer.element(lossReason) };
    if (outcome === 'won') return sentence('won', ['flag', 'green', 'flow'], values);
    if (outcome === 'lost') return sentence(values.lossReason === '' ? 'lost' : 'lostFor', ['flag', 'red', 'flow'], values);
    return sentence('completed', ['flag', 'quiet', 'flow'], values);
  },
  instanceFailed: (_, { element }) => sentence('failed', incident, { element }),
  stageEntered: (event, { element }) => {
    const visit = event.number('visit') ?? 1;
    return sentence(visit > 1 ? 'stageAgain' : 'stageEntered', step, { element, visit });
  },
  stageMovedBack: (event, { element, namer }) =>
    sentence('movedBack', ['back', 'amber', 'flow'], { element, from: namer.element(event.text('from') ?? '') }),
  flowTaken: (event, { namer }) => {
    const because = event.record('because');
    if (typeof because.condition !== 'string') return undefined;
    const values = Object.entries(because.values ?? {})
      .map(([name, value]) => `${namer.variable(name)} = ${namer.value(value, name)}`)
      .join(', ');
    const targetId = event.text('targetId') ?? '';
    const target = namer.element(targetId);
    // What nobody named, such as the end of a stage, is no place that a reader would know.
    if (target === targetId) return values === '' ? undefined : sentence('wentOnPlainly', step, { values });
    return values === '' ? sentence('wentOn', step, { target }) : sentence('wentOnBecause', step, { target, values });
  },
  timerFired: (event, { element }) => (isDrawnEvent(event.event.elementKind) ? sentence('timer', clock, { element }) : undefined),
  messageCorrelated: (event) => sentence('message', ['mail', 'quiet', 'flow'], { name: event.text('messageName') ?? '' }),
  messageThrown: (event) => sentence('messageSent', ['mail', 'quiet', 'flow'], { name: event.text('messageName') ?? '' }),
  signalCaught: (event) => sentence('signal', ['mail', 'quiet', 'flow'], { name: event.text('signalName') ?? '' }),
  signalThrown: (event) => sentence('signalSent', ['mail', 'quiet', 'flow'], { name: event.text('signalName') ?? '' }),
  escalationThrown: (event, { element }) =>
    sentence('escalation', ['warn', 'amber', 'flow'], { element, code: event.text('escalationCode') ?? '' }),
  conditionTurned: (event, { element }) =>
    event.event.isTrue === true ? sentence('condition', ['split', 'quiet', 'flow'], { element }) : undefined,
  processCalled: (_, { element }) => sentence('called', call, { element }),
  callCompleted: (_, { element }) => sentence('calledEnded', call, { element }),
  callCancelled: (_, { element }) => sentence('calledLeft', call, { element }),
  jobCompleted: (_, { element }) => sentence('jobDone', ['check', 'quiet', 'flow'], { element }),
  jobFailed: (event, { element }) =>
    sentence(
      'jobFailed',
      ['warn', 'amber', 'incidents'],
      { element, retries: event.number('retries') ?? 0 },
      event.text('message'),
    ),
  errorThrown: (event, { element }) => {
    const code = event.text('errorCode') ?? '';
    // What a checkpoint throws that names no error of its own.
    const key = code === 'checkpoint-rejected' ? 'notPassed' : 'error';
    return sentence(key, ['warn', 'amber', 'flow'], { element, code }, event.text('message'));
  },
  compensationStarted: (event, { element, namer }) => {
    const handlerId = event.text('handlerId');
    // Where what is inside is undone one by one, each says so itself.
    return handlerId === undefined
      ? undefined
      : sentence('undone', ['back', 'amber', 'flow'], { element, handler: namer.element(handlerId) });
  },
  transactionCancelled: (_, { element }) => sentence('transactionCancelled', ['back', 'amber', 'flow'], { element }),
  incidentRaised: (event, { element }) => {
    const reason = stopReason(event);
    return reason === undefined
      ? sentence('incident', incident, { element }, said(event))
      : sentence('stoodStill', stopped, { element }, reason);
  },
  incidentResolved: (event, { element, who }) => {
    const reason = stopReason(event);
    if (reason !== undefined) return sentence('wentOnAfterStop', ['play', 'quiet', 'flow'], { element }, reason);
    return sentence(
      who ? 'triedAgainBy' : event.text('reason') === undefined ? 'triedAgain' : 'incidentResolved',
      ['retry', 'amber', 'incidents'],
      { element, ...who },
      event.text('message'),
    );
  },
};

const writers: Readonly<Record<string, Writer>> = { ...people, ...checkpoints, ...flow };

/** Puts an event into words; undefined where it says nothing that a person would miss. */
export function sentenceOf(event: HistoryEvent, namer: Namer): Sentence | undefined {
  return writers[event.type]?.(new Members(event), new Words(namer, event));
}
