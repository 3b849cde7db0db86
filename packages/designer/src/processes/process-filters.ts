/** Which processes a list shows. */
import type { Process } from '@fortnight/shared/contract';

export const filters = ['all', 'mine', 'drafts', 'standing', 'archived'] as const;
export type ProcessFilter = (typeof filters)[number];

export const isFilter = (text: string | undefined): text is ProcessFilter => filters.some((filter) => filter === text);

const tests: Readonly<Record<Exclude<ProcessFilter, 'archived'>, (process: Process, myId: string | null) => boolean>> = {
  all: () => true,
  mine: ({ owner }, myId) => owner !== null && owner === myId,
  drafts: ({ draft, liveVersion }) => draft !== null || liveVersion === null,
  standing: ({ openIncidentCount }) => openIncidentCount > 0,
};

const textOf = ({ id, name, labels }: Process): string => [id, name, ...Object.values(labels)].join('\n').toLowerCase();

/** Those that a filter and a search leave over; a search finds parts of words, in every language of the names. */
export function shownProcesses(
  processes: readonly Process[],
  { filter, search, myId }: { filter: ProcessFilter; search: string; myId: string | null },
): readonly Process[] {
  const wanted = search.trim().toLowerCase();
  return processes.filter(
    (process) => (filter === 'archived' || tests[filter](process, myId)) && (wanted === '' || textOf(process).includes(wanted)),
  );
}

/** What stands still first, then what runs most. */
export const byUrgency = (left: Process, right: Process): number =>
  right.openIncidentCount - left.openIncidentCount ||
  right.runningCount - left.runningCount ||
  left.name.localeCompare(right.name);
