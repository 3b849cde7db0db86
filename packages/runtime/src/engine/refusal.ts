import type { Json } from '@fortnight/shared/base';
import type { Rejection } from '@fortnight/shared/kernel';
import { Refused } from '../base/index.ts';

/** What the engine refuses. */
export class EngineRefused extends Refused {
  override readonly name = 'EngineRefused';

  constructor(status: number, code: string, message: string, params?: Readonly<Record<string, Json>>) {
    super(status, code, message, { params });
  }
}

/** The same for what is not there and for what one may not see. */
export const notFound = (what: string, id: string): EngineRefused =>
  new EngineRefused(404, `${what}-not-found`, `There is no ${what} "${id}" that you may read.`, { id });

/** Codes of the kernel that say that the caller is the wrong one. */
const forbidden: ReadonlySet<string> = new Set(['not-eligible', 'no-user', 'segregation-of-duties']);

/** What the kernel did not take: a conflict with how the case stands, unless the caller is the wrong one. */
export const refusedBy = ({ code, message, elementId, params }: Rejection): EngineRefused =>
  new EngineRefused(forbidden.has(code) ? 403 : 409, code, message, {
    ...params,
    ...(elementId !== undefined && { elementId }),
  });
