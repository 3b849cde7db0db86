import type { Problem } from '../base/index.ts';

/** What validation found and then what the compiler says besides: the same of the same place is said once. */
export function saidOnce<Found extends Problem, Compiled extends Problem>(
  findings: readonly Found[],
  compiled: readonly Compiled[],
): readonly (Found | Compiled)[] {
  const keyOf = ({ code, elementId }: Problem) => `${code} ${elementId}`;
  const said = new Set(findings.map(keyOf));
  return [...findings, ...compiled.filter((problem) => !said.has(keyOf(problem)))];
}
