import type { ProblemDocument, WireProblem } from '@fortnight/shared/contract';

/**
 * A refusal, as the server worded it. `status` 0 means that no answer came at all (`code` is `unreachable`).
 * `problems` names what is wrong with a document; `fields` what is wrong with the request.
 */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly problems: readonly WireProblem[];
  readonly fields: readonly { readonly path: string; readonly message: string }[];

  constructor(status: number, document: Partial<ProblemDocument>) {
    super(document.detail ?? document.title ?? document.code ?? 'refused');
    this.name = 'ProblemError';
    this.status = status;
    this.code = document.code ?? 'refused';
    this.params = document.params ?? {};
    this.problems = document.problems ?? [];
    this.fields = document.fields ?? [];
  }
}

/** Whether an error is a refusal with this code. */
export const hasCode = (error: unknown, code: string): boolean => error instanceof ProblemError && error.code === code;

/** What is not there, or not to be seen by this reader: 404. */
export const isNotThere = (error: unknown): boolean => error instanceof ProblemError && error.status === 404;
