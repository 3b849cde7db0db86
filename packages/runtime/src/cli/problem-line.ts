import type { WireProblem } from '@fortnight/shared/contract';

/** A problem as the console shows it: where, how grave, what, and what to do. */
export function wordsOf({ file, elementId, severity, code, message, hint }: WireProblem): string {
  const place = [file, elementId].filter((part) => part !== undefined).join('#');
  return `${place}: ${severity} ${code}: ${message}${hint === undefined ? '' : ` ${hint}`}`;
}
