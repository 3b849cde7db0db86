/** Iterations as they are told. */
import { addDays, dateAt, daysBetween, workingDayFrom } from '@fortnight/shared/calendar';
import {
  boardColumns,
  type Iteration,
  type IterationSummary,
  type KeptChange,
  type ListIterationsQuery,
  type ListKeptChangesQuery,
  type Page,
} from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import { cursorAt, placeOf } from '../../base/index.ts';
import { readBlackout } from '../blackout/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { isAdmin, mayDraw, mayWatch } from '../rights.ts';
import { knownBaselines } from './baselines.ts';
import { computedCards } from './board.ts';
import { toCard } from './cards.ts';
import { comeBacksOf, isKept, readComeBacks } from './come-back.ts';
import { readableIteration } from './rows.ts';
import { openingOf, sampleOf } from './sample.ts';
import { daysWith, readShipping } from './shipped.ts';
import type { IterationRow, IterationSettings, TargetRow } from './tables.ts';
import { targetOf } from './targets.ts';
import { yearOf } from './year.ts';

/** The tenth day of fourteen, or as far before the end of a shorter one; the next working day where that is off. */
export function reviewOn(context: ReleasesContext, { startsOn, endsOn }: Pick<IterationRow, 'startsOn' | 'endsOn'>): string {
  const [tenth, last] = [addDays(startsOn, 9), addDays(endsOn, -1)];
  const day = tenth < last ? tenth : last < startsOn ? startsOn : last;
  return workingDayFrom(context.calendar(), day, daysBetween(day, endsOn)) ?? day;
}

export function headOf(context: ReleasesContext, row: IterationRow, processName: string): Omit<IterationSummary, 'versions'> {
  const { id, processId, number, state, ownerId, hypothesis, startsOn, endsOn, verdictDueOn, timeZone, closedAt } = row;
  const today = dateAt(timeZone, context.now());
  return {
    id,
    processId,
    processName,
    number,
    state,
    ownerId,
    hypothesis,
    startsOn,
    endsOn,
    verdictDueOn,
    timeZone,
    dayCount: daysBetween(startsOn, endsOn) + 1,
    day: state === 'running' ? daysBetween(startsOn, today) + 1 : null,
    isOverdue: state === 'running' && today > verdictDueOn,
    verdict:
      row.outcome === null || closedAt === null
        ? null
        : { outcome: row.outcome, reason: row.reason ?? '', by: row.closedBy, at: closedAt },
    closedAt,
  };
}

/** The versions that went live in each of these. */
async function versionsIn({ db }: ReleasesContext, rows: readonly IterationRow[]): Promise<(row: IterationRow) => number[]> {
  if (rows.length === 0) return () => [];
  const processIds = [...new Set(rows.map(({ processId }) => processId))];
  const [published, rolledOut] = await Promise.all([
    db.selectFrom('publications').select(['processId', 'version', 'at']).where('processId', 'in', processIds).execute(),
    db.selectFrom('rollouts').select(['processId', 'version', 'startedAt as at']).where('processId', 'in', processIds).execute(),
  ]);
  return ({ processId, startsAt, endsAt }) => {
    const within = [...published, ...rolledOut].filter(
      (each) => each.processId === processId && each.at >= startsAt && each.at < endsAt,
    );
    return [...new Set(within.map(({ version }) => version))].sort((a, b) => a - b);
  };
}

/** The newest first; of processes that the reader may read. */
export async function listIterations(
  context: ReleasesContext,
  by: Principal,
  { processId, state, limit, cursor }: ListIterationsQuery,
): Promise<Page<IterationSummary>> {
  if (!mayWatch(by)) return { items: [], nextCursor: null };
  const list = `iterations ${processId ?? ''} ${state ?? ''}`;
  const place = placeOf(list, cursor, ['', '']);
  let select = context.db
    .selectFrom('iterations')
    .innerJoin('processes', 'processes.id', 'iterations.processId')
    .selectAll('iterations')
    .select('processes.name as processName')
    .orderBy('iterations.startsOn', 'desc')
    .orderBy('iterations.id', 'desc')
    .limit(limit + 1);
  if (processId !== undefined) select = select.where('iterations.processId', '=', processId);
  if (state !== undefined) select = select.where('iterations.state', '=', state);
  if (place) {
    const [startsOn, id] = place;
    select = select.where(({ or, and, eb }) =>
      or([eb('startsOn', '<', startsOn), and([eb('startsOn', '=', startsOn), eb('iterations.id', '<', id)])]),
    );
  }
  const rows = await select.execute();
  const shown = rows.slice(0, limit);
  const versions = await versionsIn(context, shown);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({ ...headOf(context, row, row.processName), versions: versions(row) })),
    nextCursor: rows.length > limit && last ? cursorAt(list, [last.startsOn, last.id]) : null,
  };
}

/** An iteration with its board. */
export async function getIteration(context: ReleasesContext, by: Principal, id: string): Promise<Iteration> {
  const { row, process } = await readableIteration(context, by, id);
  const { db } = context;
  const shipping = await readShipping(context, row);
  const [cards, decisions, suggestions, said, sample, year, baselines] = await Promise.all([
    db.selectFrom('iterationCards').selectAll().where('iterationId', '=', id).orderBy('position').execute(),
    db.selectFrom('iterationDecisions').selectAll().where('iterationId', '=', id).orderBy('at').execute(),
    db
      .selectFrom('suggestions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('processId', '=', row.processId)
      .where('state', '=', 'open')
      .executeTakeFirst(),
    readComeBacks(context, [id]),
    sampleOf(context, row, shipping),
    yearOf(context, row),
    knownBaselines(context, row, shipping),
  ]);
  const opening = openingOf(context, row, sample);
  const { sampleCases, maturityDays, targetDays, benchmark }: IterationSettings = JSON.parse(row.settings);
  const sampleOn = sample.cases >= sample.of ? null : sample.reachedOn;
  const computed = await computedCards(context, row, { shipping, sample });
  return {
    ...headOf(context, row, process.name),
    targets: (JSON.parse(row.targets) as TargetRow[]).map((target) => targetOf(target, baselines)),
    sampleCases,
    maturityDays,
    targetDays,
    benchmark,
    days: daysWith(context, row, shipping, {
      decisions,
      sampleOn,
      reviewOn: reviewOn(context, row),
      blackout: await readBlackout(context),
    }),
    versions: [...shipping.versions],
    cards: boardColumns.flatMap((column) => cards.filter((card) => card.column === column)).map(toCard),
    computed,
    decisions: decisions.map(({ iterationId: _, ...decision }) => decision),
    openSuggestionCount: suggestions?.count ?? 0,
    sample,
    opening,
    comesBack: comeBacksOf(context, row, said),
    askAgainOn: row.askAgainOn,
    year,
    can: whatMay(by, row, process.owner, {
      isOpen: opening.isOpen,
      isDue: isKept(row, said) && comeBacksOf(context, row, said).some(({ state }) => state === 'due' || state === 'overdue'),
    }),
  };
}

function whatMay(
  by: Principal,
  { state }: IterationRow,
  owner: string | null,
  { isOpen, isDue }: { readonly isOpen: boolean; readonly isDue: boolean },
): string[] {
  if (!mayDraw(by, owner)) return [];
  if (state === 'closed') return isDue ? ['comeBack'] : [];
  return [
    'change',
    'addCard',
    'decide',
    ...(state === 'planned' ? ['discard'] : []),
    ...(isOpen ? ['verdict'] : []),
    ...(isOpen && isAdmin(by) ? ['rollBack'] : []),
  ];
}

/** Changes that were kept, the newest first, with when they come back. */
export async function listKeptChanges(
  context: ReleasesContext,
  by: Principal,
  { processId, isDue, limit, cursor }: ListKeptChangesQuery,
): Promise<Page<KeptChange>> {
  if (!mayWatch(by)) return { items: [], nextCursor: null };
  const list = `kept ${processId ?? ''} ${isDue ?? ''}`;
  const place = placeOf(list, cursor, ['', '']);
  let select = context.db
    .selectFrom('iterations')
    .innerJoin('processes', 'processes.id', 'iterations.processId')
    .selectAll('iterations')
    .select('processes.name as processName')
    .where('iterations.outcome', 'in', ['keep', 'keepUnproven'])
    .orderBy('iterations.startsOn', 'desc')
    .orderBy('iterations.id', 'desc');
  if (processId !== undefined) select = select.where('iterations.processId', '=', processId);
  if (place) {
    const [startsOn, id] = place;
    select = select.where(({ or, and, eb }) =>
      or([eb('startsOn', '<', startsOn), and([eb('startsOn', '=', startsOn), eb('iterations.id', '<', id)])]),
    );
  }
  // What comes back does so within a year: more are not looked at.
  const rows = await (isDue === undefined ? select.limit(limit + 1) : select.limit(500)).execute();
  const said = await readComeBacks(
    context,
    rows.map(({ id }) => id),
  );
  const versions = await versionsIn(context, rows);
  const changes = rows.map((row): KeptChange => {
    const own = said.filter(({ iterationId }) => iterationId === row.id);
    const head = { ...headOf(context, row, row.processName), versions: versions(row) };
    return { ...head, comesBack: comeBacksOf(context, row, own), askAgainOn: isKept(row, own) ? row.askAgainOn : null };
  });
  const wanted = isDue === undefined ? changes : changes.filter((change) => isChangeDue(context, change) === (isDue === 'true'));
  const shown = wanted.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, nextCursor: wanted.length > limit && last ? cursorAt(list, [last.startsOn, last.id]) : null };
}

export const isChangeDue = (context: ReleasesContext, { comesBack, askAgainOn, timeZone }: KeptChange): boolean =>
  comesBack.some(({ state }) => state === 'due' || state === 'overdue') ||
  (askAgainOn !== null && askAgainOn <= dateAt(timeZone, context.now()));
