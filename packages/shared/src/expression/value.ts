import type { Json } from '../base/index.ts';

/** What an expression reads: names to values. JSON variables, plus the engine's own (`starter`, `loopCounter` …). */
export type Variables = Readonly<Record<string, Json>>;

/** When and where an expression is evaluated; `now()` and `today()` read it, nothing reads a clock. */
export interface EvaluationContext {
  readonly variables: Variables;
  /** Epoch ms UTC. */
  readonly at: number;
  /** IANA name; UTC when absent. */
  readonly timeZone?: string;
}
