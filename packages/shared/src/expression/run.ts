import { isZone } from './temporal/read.ts';
import type { EvaluationContext, Value } from './value.ts';

/** What one evaluation may use up. */
export interface Limits {
  readonly steps: number;
  readonly listLength: number;
  readonly stringLength: number;
}
export const defaultLimits: Limits = { steps: 100_000, listLength: 10_000, stringLength: 100_000 };
/** Levels of a function's body, and of values six each: what the stack holds on every engine. */
const maximumDepth = 600;
const levelsOfValue = 6;
/** Characters that count as one step. */
const charactersPerStep = 64;

/** What an evaluation could not make sense of and answered null for. */
export interface ExpressionWarning {
  readonly code: string;
  readonly message: string;
}

/** Thrown inside the room when a limit is passed; `evaluate` answers it as a value. */
export class LimitPassed extends Error {
  readonly code: 'too-many-steps' | 'list-too-long' | 'string-too-long' | 'too-deep';
  constructor(code: LimitPassed['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** One running evaluation. */
export class Run {
  readonly context: EvaluationContext;
  readonly limits: Limits;
  readonly zone: string;
  slots: Value[] = [];
  readonly warnings: ExpressionWarning[] = [];
  private steps = 0;
  private depth = 0;

  constructor(context: EvaluationContext, limits: Limits) {
    this.context = context;
    this.limits = limits;
    this.zone = this.knownZone(context.timeZone ?? 'UTC');
  }

  private knownZone(zone: string): string {
    if (isZone(zone)) return zone;
    this.warn('no-zone', `There is no time zone "${zone}"; UTC is taken.`);
    return 'UTC';
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.limits.steps)
      throw new LimitPassed('too-many-steps', `An evaluation takes at most ${this.limits.steps} steps.`);
  }

  list(items: readonly Value[]): readonly Value[] {
    this.spend(items.length);
    if (items.length > this.limits.listLength)
      throw new LimitPassed('list-too-long', `A list has at most ${this.limits.listLength} items.`);
    return items;
  }

  string(text: string): string {
    if (text.length > this.limits.stringLength)
      throw new LimitPassed('string-too-long', `A string has at most ${this.limits.stringLength} characters.`);
    this.spend(Math.floor(text.length / charactersPerStep));
    return text;
  }

  /** Works further in: one level into a value, or the levels of a function's body. */
  deeper<T>(work: () => T, levels = levelsOfValue): T {
    this.depth += levels;
    try {
      if (this.depth > maximumDepth) throw new LimitPassed('too-deep', 'Functions or values nest too deep in an evaluation.');
      return work();
    } finally {
      this.depth -= levels;
    }
  }

  /** Answers null, and says why, as FEEL does for what makes no sense. */
  warn(code: string, message: string): null {
    if (this.warnings.length < 20) this.warnings.push({ code, message });
    return null;
  }
}
