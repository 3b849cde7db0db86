/** One case of a play, with those that it calls: each step is taken at once, what leads from case to case waits in a queue. */
import type {
  BroadcastSignalEffect,
  CallProcessEffect,
  CancelCallEffect,
  Effect,
  Event,
  Input,
  Program,
  State,
  StepResult,
} from '../kernel/index.ts';
import type { HostKnowledge } from './answer-asks.ts';
import {
  acknowledgementsOf,
  answerOfCall,
  deepestCall,
  endOfCall,
  refusalOfCall,
  refusalOfStart,
  startOfCall,
  thrownBy,
} from './calls.ts';
import { take } from './take.ts';

type WithoutTime<T> = T extends Input ? Omit<T, 'at'> : never;
/** A command without its moment: the host's clock gives it. */
export type Command = WithoutTime<Input>;

/**
 * The program of a called process; undefined where it is not at hand, which leaves an incident; `waits` where no called
 * case is played, and the call is answered by commands.
 */
export type ProgramOf = (call: CallProcessEffect) => Program | 'waits' | undefined;

/** What the cases of one play share: a clock, and what one of them does to another. */
export class Family {
  at: number;
  readonly knowledge: HostKnowledge;
  readonly programOf: ProgramOf;
  readonly cases: PlayedCase[] = [];
  private readonly queue: (() => void)[] = [];
  private isDraining = false;

  constructor(at: number, knowledge: HostKnowledge, programOf: ProgramOf) {
    this.at = at;
    this.knowledge = knowledge;
    this.programOf = programOf;
  }

  /** Something that follows, in the order in which it was led to. */
  later(run: () => void): void {
    this.queue.push(run);
  }

  /** Errors: throws past `bound` steps from case to case: they lead to one another without end. */
  drain(bound: number): void {
    if (this.isDraining) return;
    this.isDraining = true;
    try {
      let count = 0;
      for (let run = this.queue.shift(); run; run = this.queue.shift()) {
        run();
        if (++count > bound) throw new Error(`More than ${bound} steps led from case to case.`);
      }
    } finally {
      this.isDraining = false;
      this.queue.length = 0;
    }
  }
}

interface Caller {
  readonly caller: PlayedCase;
  readonly call: CallProcessEffect;
}

/** What the host answers or does itself, so that nobody else need. */
const own: ReadonlySet<Effect['type']> = new Set(['scheduleTimer', 'cancelTimer', 'callProcess', 'cancelCall']);

export class PlayedCase {
  readonly program: Program;
  readonly called: { readonly callId: string; readonly elementId: string; readonly played: PlayedCase }[] = [];
  readonly events: Event[] = [];
  readonly effects: Effect[] = [];
  state: State | undefined;
  private readonly family: Family;
  private readonly calledBy: Caller | undefined;
  private readonly depth: number;
  /** What came for the case while it was suspended. */
  private readonly waiting: (() => void)[] = [];

  constructor(program: Program, family: Family, calledBy?: Caller) {
    this.program = program;
    this.family = family;
    this.calledBy = calledBy;
    this.depth = calledBy ? calledBy.caller.depth + 1 : 0;
    family.cases.push(this);
  }

  command(given: Command): StepResult {
    const isOver = this.isOver();
    const result = take(this.program, this.state, { ...given, at: this.family.at } as Input, this.family.knowledge);
    if (!result.ok) return result;
    this.state = result.state;
    // One by one: a step may tell more than a call takes arguments.
    for (const event of result.events) this.events.push(event);
    for (const effect of result.effects) {
      if (!own.has(effect.type)) this.effects.push(effect);
      this.follow(effect);
    }
    if (!isOver && this.isOver()) this.report(result.events);
    if (this.state.status === 'active') for (const come of this.waiting.splice(0)) this.family.later(come);
    return result;
  }

  private isOver(): boolean {
    return this.state !== undefined && this.state.status !== 'active' && this.state.status !== 'suspended';
  }

  private follow(effect: Effect): void {
    const { family, calledBy } = this;
    if (effect.type === 'callProcess') family.later(() => this.whenActive(() => this.call(effect)));
    else if (effect.type === 'cancelCall') family.later(() => this.end(effect));
    else if (effect.type === 'broadcastSignal') family.later(() => this.broadcast(effect));
    else if (effect.type === 'escalate' && calledBy) {
      const { escalationCode, variables } = effect;
      const { callId } = calledBy.call;
      calledBy.caller.hear({ type: 'escalateCall', callId, escalationCode, variables });
    }
  }

  private call(call: CallProcessEffect): void {
    if (!this.state?.calls?.some(({ id }) => id === call.callId)) return;
    const program = this.family.programOf(call);
    if (program === 'waits') return;
    if (!program || this.depth >= deepestCall) {
      this.command(refusalOfCall(call, program ? 'call-too-deep' : 'called-process-missing'));
      return;
    }
    const played = new PlayedCase(program, this.family, { caller: this, call });
    const started = played.command(startOfCall(call, program));
    if (started.ok) this.called.push({ callId: call.callId, elementId: call.elementId, played });
    else this.command(refusalOfStart(call, started.rejection));
  }

  /** To every other case of the play that waits for the signal by now; a suspended one hears none. */
  private broadcast({ signalName: name, variables }: BroadcastSignalEffect): void {
    for (const other of this.family.cases)
      if (other !== this && other.state?.status === 'active') other.command({ type: 'deliverSignal', name, variables });
  }

  private end(effect: CancelCallEffect): void {
    const found = this.called.find(({ callId }) => callId === effect.callId)?.played;
    if (found && !found.isOver()) found.command(endOfCall(effect));
  }

  /** Tells the caller; what it does not wait for any more is refused there, and over. */
  private report(events: readonly Event[]): void {
    const { calledBy, state, program } = this;
    const [started] = this.events;
    if (!calledBy || !state || started?.type !== 'instanceStarted') return;
    const { callId } = calledBy.call;
    const answer = answerOfCall({ callId, program, state, startedWith: started.variables, thrown: thrownBy(events) });
    calledBy.caller.hear(answer, (did) => {
      for (const acknowledgement of acknowledgementsOf(state, did)) this.command(acknowledgement);
    });
  }

  /** What a called case has for this one; `then` is told what that led to. */
  private hear(said: Command, then: (did: readonly Event[]) => void = () => {}): void {
    this.family.later(() =>
      this.whenActive(() => {
        const result = this.command(said);
        if (result.ok) then(result.events);
      }),
    );
  }

  /** At once, or once it is resumed. */
  private whenActive(run: () => void): void {
    if (this.state?.status === 'suspended') this.waiting.push(run);
    else run();
  }
}
