import type { WireProblem } from '@fortnight/shared/contract';
import { Refused } from '../base/index.ts';

/** What releases refuses. */
export class ReleaseRefused extends Refused {
  override readonly name = 'ReleaseRefused';
}

export const processNotFound = (id: string) =>
  new ReleaseRefused(404, 'process-not-found', `There is no process "${id}" that you may read.`, { params: { id } });

export const invalidModel = (problems: WireProblem[]) => {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = errors[0]?.message ?? '';
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  return new ReleaseRefused(422, 'invalid-model', `The model cannot be published: ${first}${more}`, { problems });
};

export const invalidBundle = (problems: readonly WireProblem[]) => {
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : '';
  return new ReleaseRefused(422, 'invalid-bundle', `The bundle cannot be read: ${problems[0]?.message ?? ''}${more}`, {
    problems: [...problems],
  });
};
