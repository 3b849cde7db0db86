import type { Json } from '@fortnight/shared/base';
import type { WireProblem } from '@fortnight/shared/contract';

type Params = Readonly<Record<string, Json>>;

interface Details {
  readonly params?: Params | undefined;
  readonly problems?: readonly WireProblem[] | undefined;
  readonly cause?: unknown;
}

/**
 * What a room does not do for its caller: in words, by a stable code, and with the status that the API answers.
 *
 * Each room has its own kind, so that it knows its refusals from those of others.
 */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Record<string, Json> | undefined;
  /** What is wrong with each part of what was sent. */
  readonly problems: WireProblem[] | undefined;

  constructor(status: number, code: string, message: string, { params, problems, cause }: Details = {}) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.params = params && { ...params };
    this.problems = problems && [...problems];
  }
}
