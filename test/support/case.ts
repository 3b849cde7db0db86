/** One case in a scenario: played on the virtual clock, and replayed after every step. */
import type { WorkingCalendar } from '@fortnight/shared/calendar';
import { type Event, type EventType, type Program, replay, type State } from '@fortnight/shared/kernel';
import type { Directory, DirectoryUser } from '@fortnight/shared/people';
import { type Command, type PlayHost, playHost } from '@fortnight/shared/simulation';
import { expect } from 'vitest';

const user = (id: string, more: Partial<DirectoryUser> = {}): DirectoryUser => ({
  id,
  email: `${id}@example.com`,
  name: id,
  roles: [],
  groups: [],
  isActive: true,
  ...more,
});

/** rep → lead → boss; cfo and law stand beside; gone has left. */
export const directory: Directory = {
  users: [
    user('rep', { managerId: 'lead', groups: ['sales'] }),
    user('rep2', { managerId: 'lead', groups: ['sales'] }),
    user('lead', { managerId: 'boss', groups: ['sales-manager'] }),
    user('boss', { roles: ['admin'] }),
    user('cfo', { groups: ['finance'] }),
    user('cfo2', { groups: ['finance'] }),
    user('law', { groups: ['legal', 'compliance'] }),
    user('gone', { isActive: false }),
  ],
};

/** Monday to Friday, 9 to 17 o'clock UTC. */
const days = [{ from: '09:00', to: '17:00' }];
export const office: WorkingCalendar = {
  name: 'working',
  timeZone: 'UTC',
  week: { mon: days, tue: days, wed: days, thu: days, fri: days },
  exceptions: [],
};

/** A Monday. */
export const monday = Date.parse('2026-11-23T09:00:00Z');
export const hour = 3_600_000;

type Variables = NonNullable<Extract<Command, { type: 'start' }>['variables']>;
type Completion = Partial<Extract<Command, { type: 'completeTask' }>>;

export class Case {
  readonly program: Program;
  readonly host: PlayHost;

  constructor(program: Program) {
    this.program = program;
    this.host = playHost(program, { directory, calendars: [office], startAt: monday });
  }

  static start(program: Program, variables: Variables = {}, starter: string | null = 'rep'): Case {
    const started = new Case(program);
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
    const result = this.host.take(command);
    if (!result.ok) throw new Error(JSON.stringify(result.rejection));
    this.check();
  }

  /** Takes a command that may be refused; says whether it was taken. */
  attempt(command: Command): boolean {
    const { ok } = this.host.take(command);
    this.check();
    return ok;
  }

  /** The code of the rejection that a command is expected to get; nothing changed. */
  refused(command: Command): { code: string; params?: unknown; message: string } {
    const before = JSON.stringify(this.host.state);
    const result = this.host.take(command);
    if (result.ok) throw new Error(`${command.type} was taken.`);
    expect(JSON.stringify(this.host.state)).toBe(before);
    return result.rejection;
  }

  /** Completes the open task of an element, or of one person there. */
  complete(elementId: string, userId: string, completion: Completion = {}): void {
    this.take(this.completion(elementId, userId, completion));
  }

  completion(elementId: string, userId: string, completion: Completion = {}): Command {
    return { type: 'completeTask', taskId: this.taskId(elementId, userId), by: this.by(userId), ...completion };
  }

  by(userId: string): { userId: string; groups: readonly string[] } {
    return { userId, groups: directory.users.find(({ id }) => id === userId)?.groups ?? [] };
  }

  /** The open task of an element: the one that the person has or may take, else the first. */
  taskId(elementId: string, userId: string): string {
    const at = this.open(elementId);
    const { groups } = this.by(userId);
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

  advance(ms: number): void {
    this.host.advanceTo(this.host.at + ms);
    this.check();
  }

  all<T extends EventType>(type: T): Extract<Event, { type: T }>[] {
    return this.host.events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  }

  /** The laws that hold after every step: replay gives the live state, and both are plain JSON. */
  private check(): void {
    const { events, state } = this.host;
    expect(replay(this.program, events)).toEqual(state);
    const read = JSON.parse(JSON.stringify(state));
    expect(read).toEqual(state);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  }
}
