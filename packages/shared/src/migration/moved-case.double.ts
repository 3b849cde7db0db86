/** A case that is worked on and moved between versions, its history replayed after every step. */
import { defaultCalendar } from '../calendar/index.ts';
import {
  compile,
  type Event,
  type Input,
  type MigrateInput,
  type Program,
  pastOf,
  type Rejection,
  replay,
  type State,
  type StepResult,
} from '../kernel/index.ts';
import { readXml } from '../model/index.ts';
import { take, takeOver } from '../simulation/index.ts';
import { planMigration } from './plan.ts';

const namespaces = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1"';

export async function programOf(body: string): Promise<Program> {
  const roots = '<message id="m" name="news"/><error id="oops" errorCode="oops"/>';
  const xml = `<definitions ${namespaces} targetNamespace="x">${roots}<process id="p" isExecutable="true">${body}</process></definitions>`;
  const compiled = compile((await readXml(xml)).model);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
}

export const flow = (from: string, to: string, condition?: string): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${
    condition === undefined ? '' : `<conditionExpression>${condition.replaceAll('>', '&gt;')}</conditionExpression>`
  }</sequenceFlow>`;
export const flows = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((target, index) => flow(ids[index] ?? '', target))
    .join('');
/** A start, the middle, an end. */
export const between = (middle: string, ...ids: readonly string[]): string =>
  `<startEvent id="s"/>${middle}<endEvent id="e"/>${flows('s', ...ids, 'e')}`;
export const userTask = (id: string, extension = '', name = id): string =>
  `<userTask id="${id}" name="${name}">${extension && `<extensionElements>${extension}</extensionElements>`}</userTask>`;

const person = (id: string, groups: readonly string[] = []) => ({
  id,
  email: `${id}@firm.example`,
  name: id,
  roles: [],
  groups,
  isActive: true,
});
const directory = { users: [person('ann', ['legal']), person('bob'), person('cem'), person('dee')] };
const knowledge = { directory, calendars: [defaultCalendar] };

type WithoutAt<T> = T extends Input ? Omit<T, 'at'> : never;

export class MovedCase {
  readonly programs: Program[];
  readonly events: Event[] = [];
  readonly effects: Extract<StepResult, { ok: true }>['effects'][number][] = [];
  state: State | undefined;
  at = Date.parse('2026-12-01T01:00:00Z');

  constructor(program: Program, variables = {}) {
    this.programs = [program];
    this.take({ type: 'start', by: { userId: 'ann' }, variables });
  }

  get program(): Program {
    return this.programs.at(-1) as Program;
  }

  /** Errors: throws where the case does not take it, or where its history tells another state. */
  take(input: WithoutAt<Input>): void {
    const refused = this.keep(take(this.program, this.state, { ...input, at: this.at } as Input, knowledge));
    if (refused) throw new Error(JSON.stringify(refused));
  }

  refused(input: WithoutAt<Input>): Rejection | undefined {
    const result = take(this.program, this.state, { ...input, at: this.at } as Input, knowledge);
    return result.ok ? undefined : result.rejection;
  }

  /** Moves it by the plan that is proposed, or another; answers why not. */
  migrate(to: Program, given: Parameters<typeof planMigration>[2] = {}, more: Partial<MigrateInput> = {}): Rejection | undefined {
    const { plan } = planMigration(this.program, to, given);
    const past = pastOf(this.events);
    const input: MigrateInput = { type: 'migrate', at: this.at, by: { userId: 'bob' }, reason: 'better', plan, past, ...more };
    const result = takeOver(this.program, to, this.now, input, knowledge);
    if (result.ok) this.programs.push(to);
    return this.keep(result);
  }

  private keep(result: StepResult): Rejection | undefined {
    if (!result.ok) return result.rejection;
    this.state = result.state;
    this.events.push(...result.events);
    this.effects.push(...result.effects);
    const told = JSON.stringify(replay(this.programs, this.events));
    if (told !== JSON.stringify(result.state))
      throw new Error(`replay tells another state:\n${told}\n${JSON.stringify(result.state)}`);
    return undefined;
  }

  get now(): State {
    if (!this.state) throw new Error('not started');
    return this.state;
  }
  get places(): string[] {
    return this.now.tokens.map(({ element }) => this.program.elements[element]?.id ?? '');
  }
  complete(elementId: string, userId = 'ann', more: object = {}): void {
    const task = this.now.tasks.find(
      ({ tokenId, assignee }) =>
        (assignee === undefined || assignee === userId) &&
        this.program.elements[this.now.tokens.find(({ id }) => id === tokenId)?.element ?? -1]?.id === elementId,
    );
    const groups = directory.users.find(({ id }) => id === userId)?.groups ?? [];
    this.take({ type: 'completeTask', taskId: task?.id ?? 'none', by: { userId, groups }, ...more });
  }
  typesSince(seq: number): string[] {
    return this.events.filter((event) => event.seq > seq).map(({ type }) => type);
  }
}
