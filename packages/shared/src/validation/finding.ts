import type { Problem } from '../base/index.ts';

/** What an editor can do at one click about a problem; it knows the code and fills in the params. */
export interface Fix {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A problem, with the fixes that there are for it. */
export interface Finding extends Problem {
  readonly fixes?: readonly Fix[];
}

type Parts = Omit<Finding, 'severity' | 'code' | 'elementId'>;

const finding =
  (severity: Finding['severity']) =>
  (elementId: string, code: string, parts: Parts): Finding => ({ code, severity, elementId, ...parts });

/** A problem that blocks publishing. */
export const error = finding('error');
/** A problem that runs, but probably not as its author means. */
export const warning = finding('warning');
/** A remark. */
export const info = finding('info');
