import type { WireProblem } from '@fortnight/shared/contract';

type Params = Readonly<Record<string, string | number | null>>;

/** What releases refuses, with the status and the stable code that the API answers. */
export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
  readonly status: number;
  readonly code: string;
  readonly params: Record<string, string | number | null> | undefined;
  readonly problems: WireProblem[] | undefined;

  constructor(status: number, code: string, message: string, details: { params?: Params; problems?: WireProblem[] } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.params = details.params && { ...details.params };
    this.problems = details.problems;
  }
}

export const processNotFound = (id: string) =>
  new ReleaseRefused(404, 'process-not-found', `There is no process "${id}" that you may read.`, { params: { id } });

export const invalidModel = (problems: WireProblem[]) => {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = errors[0]?.message ?? '';
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  return new ReleaseRefused(422, 'invalid-model', `The model cannot be published: ${first}${more}`, { problems });
};
