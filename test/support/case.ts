/** One case in a scenario: played on the virtual clock, replayed after every step, and played again on every other host. */
import {
  type Actor,
  type Event,
  type EventType,
  type Program,
  type Rejection,
  replay,
  type State,
  type StepResult,
} from '@fortnight/shared/kernel';
import { type Command, type PlayHost, type ProgramOf, playHost } from '@fortnight/shared/simulation';
import { expect, onTestFinished } from 'vitest';
import { checkInBrowser } from './hosts/in-browser.ts';
import { checkOnRuntime } from './hosts/on-runtime.ts';
import { filesOf, type Run, type Said, type Standing } from './hosts/run.ts';
import { directory, monday, office } from './office.ts';
import { traceOf } from './trace.ts';

export { hour, monday } from './office.ts';

type Variables = NonNullable<Extract<Command, { type: 'start' }>['variables']>;
type Completion = Partial<Extract<Command, { type: 'completeTask' }>>;
type Start = Partial<Extract<Command, { type: 'start' }>>;

/** One case on the virtual clock, its history replayed after every step. */
export class Play {
  readonly program: Program;
  readonly host: PlayHost;

  constructor(program: Program, host?: PlayHost) {
    this.program = program;
    this.host = host ?? playHost(program, { directory, calendars: [office], startAt: monday });
  }

  /** A case whose calls find what they call, or not. */
  static asking(program: Program, programOf: ProgramOf, start: Start = {}): Play {
    const asked = new Play(program, playHost(program, { directory, calendars: [office], startAt: monday, programOf }));
    asked.take({ type: 'start', by: { userId: 'rep' }, ...start });
    return asked;
  }

  /** The cases that it called, in that order. */
  get called(): Play[] {
    return this.host.called.map(({ host }) => new Play(host.program, host));
  }

  static start<T extends Play>(
    this: new (
      program: Program,
    ) => T,
    program: Program,
    variables: Variables = {},
    starter: string | null = 'rep',
  ): T {
    const started = new this(program);
    started.take({ type: 'start', by: { userId: starter }, variables });
    return started;
  }

  get state(): State {
    const { state } = this.host;
    if (!state) throw new Error('The case was not started.');
    return state;
  }

  /** Takes a command that is expected to be taken. */
  take(command: Command): void {
    const result = this.say(command);
    if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  }

  /** Takes a command that may be refused; says whether it was taken. */
  attempt(command: Command): boolean {
    return this.say(command).ok;
  }

  /** The rejection that a command is expected to get; nothing changed. */
  refused(command: Command): Rejection {
    const result = this.say(command);
    if (result.ok) throw new Error(`${command.type} was taken.`);
    return result.rejection;
  }

  /** What is due by now happens first, as it does on a server. */
  protected say(command: Command): StepResult {
    this.host.advanceTo(this.host.at);
    const before = JSON.stringify(this.host.state);
    const result = this.host.take(command);
    if (!result.ok) expect(JSON.stringify(this.host.state)).toBe(before);
    this.check();
    return result;
  }

  /** Completes the open task of an element, or of one person there. */
  complete(elementId: string, userId: string, completion: Completion = {}): void {
    this.take(this.completion(elementId, userId, completion));
  }

  completion(elementId: string, userId: string, completion: Completion = {}): Command {
    return { type: 'completeTask', taskId: this.taskId(elementId, userId), by: this.by(userId), ...completion };
  }

  by(userId: string): Actor & { userId: string } {
    const groups = directory.users.find(({ id }) => id === userId)?.groups ?? [];
    return groups.length > 0 ? { userId, groups } : { userId };
  }

  /** The open task of an element: the one that the person has or may take, else the first. */
  taskId(elementId: string, userId: string): string {
    const at = this.open(elementId);
    const { groups = [] } = this.by(userId);
    const own =
      at.find(({ assignee, users }) => assignee === userId || (assignee === undefined && users.includes(userId))) ??
      at.find((task) => task.assignee === undefined && task.groups.some((group) => groups.includes(group)));
    return (own ?? at[0])?.id ?? `no task at ${elementId}`;
  }

  open(elementId: string): State['tasks'] {
    const elements = this.program.elements;
    return this.state.tasks.filter(({ tokenId }) =>
      this.state.tokens.some((token) => token.id === tokenId && elements[token.element]?.id === elementId),
    );
  }

  /** Ids of the elements that tokens wait at. */
  get waitsAt(): (string | undefined)[] {
    return this.state.tokens.map(({ element }) => this.program.elements[element]?.id);
  }

  /** Resolves the oldest incident. */
  resolve(): void {
    this.take({ type: 'resolveIncident', incidentId: this.state.incidents[0]?.id ?? 'none', by: { userId: 'boss' } });
  }

  /** Moves the clock; what is due by now happens first. */
  advance(ms: number): void {
    this.host.advanceTo(this.host.at);
    this.host.advanceTo(this.host.at + ms);
    this.check();
  }

  /**
   * What happened, an element or flow a word: `+u` entered, `-u` completed, `xu` terminated, `>flow` taken;
   * a run of a loop or multi-instance activity has its number behind it (`+u#2`).
   */
  get trace(): string {
    return traceOf(this.host.events);
  }

  all<T extends EventType>(type: T): Extract<Event, { type: T }>[] {
    return this.host.events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  }

  /** The laws that hold after every step: replay gives the live state, and both are plain JSON. */
  private check(): void {
    const { events, state } = this.host;
    if (!state) return;
    expect(replay(this.program, events)).toEqual(state);
    const read = JSON.parse(JSON.stringify(state));
    expect(read).toEqual(state);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  }
}

/** A case of a scenario: once the test is over, the runtime and a browser do the same again. */
export class Case extends Play {
  private readonly said: Said[] = [];
  private readonly standings: Standing[] = [];
  private readonly others: readonly Program[] | undefined;

  /** `others` are the processes that it may call beside itself. */
  constructor(program: Program, others?: readonly Program[]) {
    const programOf: ProgramOf = ({ calledElement }) =>
      [program, ...(others ?? [])].find(({ processId }) => processId === calledElement);
    super(program, playHost(program, { directory, calendars: [office], startAt: monday, programOf }));
    this.others = others;
    onTestFinished(async ({ task }) => {
      if (task.result?.state !== 'fail') await this.everywhere();
    });
  }

  /** A case that calls others. */
  static calling(program: Program, others: readonly Program[], start: Start = {}): Case {
    const started = new Case(program, others);
    started.take({ type: 'start', by: { userId: 'rep' }, ...start });
    return started;
  }

  override get called(): Play[] {
    return calledCases(this.host, [], (said) => this.record(said));
  }

  override advance(ms: number): void {
    super.advance(ms);
    this.record({ moveTo: this.host.at });
  }

  /** The rejection of a command that no call of the library makes: the kernel alone is asked. */
  refusedByKernel(command: Command): Rejection {
    const result = super.say(command);
    if (result.ok) throw new Error(`${command.type} was taken.`);
    return result.rejection;
  }

  protected override say(command: Command): StepResult {
    const result = super.say(command);
    this.record(result.ok ? { command } : { command, refused: result.rejection.code });
    return result;
  }

  private record(said: Said): void {
    this.said.push(said);
    this.standings.push(standingOf(this.host));
  }

  private async everywhere(): Promise<void> {
    const run: Run = {
      files: filesOf(this.program),
      processId: this.program.processId,
      ...(this.others && { others: this.others.flatMap(filesOf) }),
      knowledge: { directory, calendars: [office] },
      startAt: monday,
      said: this.said,
    };
    await checkInBrowser(run, this.host.events);
    await checkOnRuntime(run, this.standings);
  }
}

const standingOf = ({ state, events, called }: PlayHost): Standing => ({
  state,
  events: events.slice(),
  called: called.map(({ host }) => standingOf(host)),
});

type Record = (said: Said) => void;

const calledCases = (host: PlayHost, path: readonly number[], record: Record): Play[] =>
  host.called.map((called, index) => new CalledCase(called.host, [...path, index], record));

/** A called case of a scenario: what is said to it is played again with the rest. */
class CalledCase extends Play {
  private readonly path: readonly number[];
  private readonly record: Record;

  constructor(host: PlayHost, path: readonly number[], record: Record) {
    super(host.program, host);
    this.path = path;
    this.record = record;
  }

  override get called(): Play[] {
    return calledCases(this.host, this.path, this.record);
  }

  protected override say(command: Command): StepResult {
    const result = super.say(command);
    this.record({ command, to: this.path, ...(!result.ok && { refused: result.rejection.code }) });
    return result;
  }
}
