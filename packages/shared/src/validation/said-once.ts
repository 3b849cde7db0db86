import type { Problem } from '../base/index.ts';

/** What validation found and then what the compiler says besides: the same of the same place is said once. */
export function saidOnce<Found extends Problem, Compiled extends Problem>(
  findings: readonly Found[],
  compiled: readonly Compiled[],
): readonly (Found | Compiled)[] {
  const keyOf = ({ code, elementId }: Problem) => `${code} ${elementId}`;
  const said = new Set(findings.map(keyOf));
  // A rule says better what stands empty in a field.
  const placeOf = ({ elementId, field }: Problem) => `${elementId} ${field}`;
  const faulty = new Set(findings.filter(({ severity }) => severity === 'error').map(placeOf));
  const isSaid = (problem: Problem) =>
    said.has(keyOf(problem)) || (problem.params?.why === 'empty' && faulty.has(placeOf(problem)));
  return [...findings, ...compiled.filter((problem) => !isSaid(problem))];
}
