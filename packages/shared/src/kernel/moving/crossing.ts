/** Two programs side by side, and which element and flow of one is which of the other. */
import type { MigrationPlan, TimerChoice } from '../input.ts';
import type { Program, ProgramElement, ProgramFlow } from '../program.ts';
import { elementIndex, flowNumber, hasElement } from '../queries/tables.ts';

export class Crossing {
  readonly from: Program;
  readonly to: Program;
  private readonly plan: MigrationPlan;
  private readonly anew: ReadonlySet<string>;
  private readonly byHand: ReadonlySet<string>;
  private readonly numbers: readonly (number | undefined)[];

  constructor(from: Program, to: Program, plan: MigrationPlan) {
    this.from = from;
    this.to = to;
    this.plan = plan;
    this.anew = new Set(plan.anew);
    this.byHand = new Set(plan.byHand);
    this.numbers = from.elements.map(({ id }) => {
      const target = Object.hasOwn(plan.mapping, id) ? plan.mapping[id] : undefined;
      return target === undefined || !hasElement(to, target) ? undefined : elementIndex(to, target);
    });
  }

  /** The number that an element has in the other program, -1 staying the process; undefined for none. */
  readonly numberOf = (element: number): number | undefined => (element < 0 ? element : this.numbers[element]);

  before(element: number): ProgramElement {
    return at(this.from, element);
  }

  after(element: number): ProgramElement {
    return at(this.to, element);
  }

  /** The flow of the same id, or between the same two elements; else the one that alone is left of those into its target. */
  flowOf(flow: number): number | undefined {
    const old = this.from.flows[flow];
    const target = old && this.numberOf(old.target);
    if (!old || target === undefined) return undefined;
    const same = this.sameFlow(old);
    if (same !== undefined) return same;
    const incoming = this.before(old.target).incoming.map((index) => this.from.flows[index]);
    const known = new Set(incoming.map((one) => one && this.sameFlow(one)));
    const left = this.after(target).incoming.filter((index) => !known.has(index));
    return left.length === 1 && incoming.filter((one) => one && this.sameFlow(one) === undefined).length === 1
      ? left[0]
      : undefined;
  }

  private sameFlow({ id, source, target }: ProgramFlow): number | undefined {
    const [from, to] = [this.numberOf(source), this.numberOf(target)];
    const named = flowNumber(this.to, id);
    if (named !== undefined && this.to.flows[named]?.target === to) return named;
    const between = this.to.flows.filter((one) => one.source === from && one.target === to);
    return between.length === 1 ? between[0]?.index : undefined;
  }

  isAnew = ({ id }: ProgramElement): boolean => this.anew.has(id);
  isByHand = ({ id }: ProgramElement): boolean => this.byHand.has(id);
  timerOf = ({ id }: ProgramElement): TimerChoice =>
    (this.plan.timers && Object.hasOwn(this.plan.timers, id) ? this.plan.timers[id] : undefined) ?? 'keep';

  /** What has another id now, or none. */
  renamed(): { readonly [id: string]: string | null } {
    const names: Record<string, string | null> = {};
    for (const { id, index } of this.from.elements) {
      const number = this.numbers[index];
      const now = number === undefined ? null : this.after(number).id;
      if (now !== id) names[id] = now;
    }
    return names;
  }
}

function at(program: Program, index: number): ProgramElement {
  const element = program.elements[index];
  if (!element) throw new Error(`the program has no element number ${index}`);
  return element;
}
