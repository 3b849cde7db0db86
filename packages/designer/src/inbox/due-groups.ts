/** Where a task stands in the list: how soon it is due. */
export type DueGroup = 'overdue' | 'today' | 'thisWeek' | 'later' | 'noLimit';

export const dueGroups: readonly DueGroup[] = ['overdue', 'today', 'thisWeek', 'later', 'noLimit'];

interface Due {
  readonly dueAt: string | null;
  readonly remainingMs?: number | undefined;
}

const dayMs = 86_400_000;

/** The calendar day of a moment in a zone, as days since 1970. */
function dayOf(ms: number, timeZone: string | undefined): number {
  const date = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone !== undefined && { timeZone }),
  }).format(ms);
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** Says how soon a task is due for somebody in a zone; weeks begin on Monday. */
export function dueGroupOf({ dueAt, remainingMs }: Due, nowMs: number, timeZone?: string): DueGroup {
  if (dueAt === null) return 'noLimit';
  const due = Date.parse(dueAt);
  if (due < nowMs || (remainingMs !== undefined && remainingMs < 0)) return 'overdue';
  const today = dayOf(nowMs, timeZone);
  const day = dayOf(due, timeZone);
  if (day === today) return 'today';
  const sunday = today + 6 - ((today + 3) % 7);
  return day <= sunday ? 'thisWeek' : 'later';
}

/** Groups tasks by how soon they are due, in order of urgency; empty groups are left out. */
export function groupByDue<T extends Due>(
  tasks: readonly T[],
  nowMs: number,
  timeZone?: string,
): readonly { readonly group: DueGroup; readonly tasks: readonly T[] }[] {
  const grouped = Map.groupBy(tasks, (task) => dueGroupOf(task, nowMs, timeZone));
  return dueGroups.flatMap((group) => {
    const found = grouped.get(group);
    return found ? [{ group, tasks: found }] : [];
  });
}
