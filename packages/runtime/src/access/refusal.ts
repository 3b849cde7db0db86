import { Refused } from '../base/index.ts';

/** What access refuses. */
export class AccessRefused extends Refused {
  override readonly name = 'AccessRefused';

  constructor(status: number, code: string, message: string, params?: Readonly<Record<string, string | number>>) {
    super(status, code, message, { params });
  }
}

export const notFound = (what: string, id: string) =>
  new AccessRefused(404, `${what}-not-found`, `There is no ${what.replace('-', ' ')} "${id}".`, { id });
