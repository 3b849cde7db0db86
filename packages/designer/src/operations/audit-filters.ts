import { auditActions, type ListAuditLogQuery } from '@fortnight/shared/contract';

/** The filters of the log as they stand in the address; `from` and `to` are days, both of them within. */
export interface AuditFilters {
  readonly by?: string;
  readonly action?: string;
  readonly target?: string;
  readonly from?: string;
  readonly to?: string;
}
export type AuditFilterChange = { readonly [K in keyof AuditFilters]?: AuditFilters[K] | undefined };

const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);

/** What the server is asked for; what the address says wrongly is not asked. */
export function toAuditQuery(
  { by, action, target, from, to }: AuditFilters,
  timeZone: string | undefined,
): Partial<ListAuditLogQuery> {
  const known = auditActions.find((each) => each === action);
  return {
    limit: 50,
    ...(by !== undefined && { by }),
    ...(known !== undefined && { action: known }),
    ...(target !== undefined && { target }),
    ...(isDay(from) && { from: startOfDay(from, 0, timeZone) }),
    ...(isDay(to) && { to: startOfDay(to, 1, timeZone) }),
  };
}

/** The instant at which a day, or one so many days after it, begins in a zone. */
export function startOfDay(day: string, daysAfter: number, timeZone: string | undefined): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + daysAfter * 86_400_000;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const shownAt = (at: number) => Date.parse(`${clock.format(at).replace(' ', 'T')}Z`);
  const near = wanted - (shownAt(wanted) - wanted);
  return new Date(near - (shownAt(near) - wanted)).toISOString();
}

export const isFiltered = (filters: AuditFilters): boolean => Object.values(filters).some((value) => value !== undefined);
