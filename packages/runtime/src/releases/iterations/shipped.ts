/** Which versions ship in an iteration: found by their time, and those that somebody named. */
import { type Blackout, closureOn, dateAt, daysOf } from '@fortnight/shared/calendar';
import type { IterationDay, ShippedVersion } from '@fortnight/shared/contract';
import type { ReleasesContext } from '../ports.ts';
import { leftBeside } from '../rollouts/line.ts';
import type { RolloutEventRow, RolloutRow } from '../rollouts/tables.ts';
import type { IterationDecisionRow, IterationRow, IterationSettings } from './tables.ts';

export interface Shipping {
  readonly versions: readonly ShippedVersion[];
  /** Roll-outs that began in it, the oldest first. */
  readonly rollouts: readonly RolloutRow[];
  readonly rolloutEvents: readonly RolloutEventRow[];
  readonly proposals: readonly { version: number; state: string; publishAt: string | null; approvedAt: string | null }[];
}

/** Versions that took cases in it. */
export const treated = ({ versions }: Pick<Shipping, 'versions'>): readonly number[] =>
  versions.filter(({ at }) => at !== null).map(({ version }) => version);

/** When the first of them did; epoch ms. */
export const firstShippedAt = ({ versions }: Pick<Shipping, 'versions'>): number | null => {
  const times = versions.flatMap(({ at }) => (at === null ? [] : [Date.parse(at)]));
  return times.length === 0 ? null : Math.min(...times);
};

export async function readShipping(context: ReleasesContext, row: IterationRow): Promise<Shipping> {
  const { db } = context;
  const { processId, startsAt, endsAt } = row;
  const { plannedVersions }: IterationSettings = JSON.parse(row.settings);
  const [published, rollouts, changes, process] = await Promise.all([
    db.selectFrom('publications').select(['version', 'at']).where('processId', '=', processId).execute(),
    db.selectFrom('rollouts').selectAll().where('processId', '=', processId).where('endedAt', 'is', null).execute(),
    db
      .selectFrom('liveChanges')
      .select(['version', 'at', 'isBack'])
      .where('processId', '=', processId)
      .orderBy('position')
      .execute(),
    db.selectFrom('processes').select('liveVersion').where('id', '=', processId).executeTakeFirst(),
  ]);
  const begun = await db
    .selectFrom('rollouts')
    .selectAll()
    .where('processId', '=', processId)
    .where('startedAt', '>=', startsAt)
    .where('startedAt', '<', endsAt)
    .orderBy('startedAt')
    .execute();
  const within = (at: string) => at >= startsAt && at < endsAt;
  const found = new Map<number, string>();
  for (const { version, at } of [...published, ...begun.map(({ version, startedAt }) => ({ version, at: startedAt }))])
    if (within(at) && (found.get(version) ?? at) >= at) found.set(version, at);
  const numbers = [...new Set([...found.keys(), ...plannedVersions])].sort((a, b) => a - b);
  if (numbers.length === 0) return { versions: [], rollouts: begun, rolloutEvents: [], proposals: [] };
  const [rows, proposals, rolloutEvents] = await Promise.all([
    db
      .selectFrom('versions')
      .select(['version', 'versionTag', 'note'])
      .where('processId', '=', processId)
      .where('version', 'in', numbers)
      .execute(),
    db
      .selectFrom('proposals')
      .leftJoin('reviewVotes', (join) =>
        join.onRef('reviewVotes.proposalId', '=', 'proposals.id').on('reviewVotes.outcome', '=', 'approve'),
      )
      .select((eb) => [
        'proposals.version',
        'proposals.state',
        'proposals.publishAt',
        eb.fn.max('reviewVotes.at').as('approvedAt'),
      ])
      .where('proposals.processId', '=', processId)
      .where('proposals.version', 'in', numbers)
      .groupBy('proposals.id')
      .execute(),
    begun.length === 0
      ? []
      : db
          .selectFrom('rolloutEvents')
          .selectAll()
          .where(
            'rolloutId',
            'in',
            begun.map(({ id }) => id),
          )
          .orderBy('at')
          .execute(),
  ]);
  const wasLive = new Set(published.map(({ version }) => version));
  const isGoneBackFrom = (version: number): boolean => {
    if (begun.some((rollout) => rollout.version === version && rollout.state === 'rolledBack')) return true;
    const last = changes.findLastIndex((change) => change.version === version);
    return last >= 0 && changes.slice(last + 1).some(({ isBack }) => isBack === 1);
  };
  const standing = (version: number): Pick<ShippedVersion, 'state' | 'share'> => {
    const own = rollouts.find((rollout) => rollout.version === version);
    if (own) return { state: 'rollingOut', share: own.share };
    if (process?.liveVersion === version) return { state: 'live', share: leftBeside(rollouts.map(({ share }) => share)) };
    if (wasLive.has(version)) return { state: isGoneBackFrom(version) ? 'rolledBack' : 'replaced', share: null };
    const state = proposals.find((proposal) => proposal.version === version)?.state;
    return { state: state === 'inReview' || state === 'approved' ? state : 'planned', share: null };
  };
  return {
    versions: numbers.flatMap((version): ShippedVersion[] => {
      const known = rows.find((each) => each.version === version);
      if (!known) return [];
      const { versionTag, note } = known;
      const isPlanned = plannedVersions.includes(version);
      return [{ version, versionTag, note, ...standing(version), at: found.get(version) ?? null, isPlanned }];
    }),
    rollouts: begun,
    rolloutEvents,
    proposals,
  };
}

type DayEvent = IterationDay['events'][number];
const happening = (code: DayEvent['code'], more: Partial<DayEvent>): DayEvent => ({
  code,
  isAhead: false,
  version: null,
  share: null,
  at: null,
  ...more,
});

/** The days of an iteration, with what happened on each and what is to. */
export function daysWith(
  context: ReleasesContext,
  row: IterationRow,
  shipping: Shipping,
  extra: {
    readonly decisions: readonly IterationDecisionRow[];
    readonly sampleOn: string | null;
    readonly reviewOn: string;
    readonly blackout: Blackout;
  },
): IterationDay[] {
  const { timeZone, startsOn, endsOn, state } = row;
  const now = context.instant();
  const today = dateAt(timeZone, context.now());
  const onDate = (date: string, event: DayEvent) => ({ date, event });
  const at = (instant: string, event: DayEvent) =>
    onDate(dateAt(timeZone, Date.parse(instant)), { ...event, at: instant, isAhead: instant > now });
  const shared = new Map(shipping.rollouts.map((rollout) => [rollout.id, rollout]));
  const events = [
    ...shipping.proposals.flatMap(({ version, approvedAt, publishAt, state: stands }) => [
      ...(approvedAt === null ? [] : [at(approvedAt, happening('versionApproved', { version }))]),
      ...(publishAt === null || stands !== 'approved' ? [] : [at(publishAt, happening('versionScheduled', { version }))]),
    ]),
    ...shipping.versions.flatMap(({ version, at: went }) =>
      went === null || shipping.rollouts.some((rollout) => rollout.version === version)
        ? []
        : [at(went, happening('versionLive', { version }))],
    ),
    ...shipping.rolloutEvents.flatMap(({ rolloutId, kind, share, at: when }) => {
      const version = shared.get(rolloutId)?.version ?? null;
      if (kind === 'began') return [at(when, happening('rolloutBegan', { version, share }))];
      if (kind === 'share') return [at(when, happening('rolloutShare', { version, share }))];
      if (kind === 'completed') return [at(when, happening('versionLive', { version, share: 100 }))];
      return kind === 'rolledBack' ? [at(when, happening('rolledBack', { version }))] : [];
    }),
    ...shipping.rollouts.flatMap(({ version, state: stands, steps }) =>
      stands !== 'running'
        ? []
        : (JSON.parse(steps) as { share: number; at: string }[]).map((step) =>
            at(step.at, { ...happening('rolloutShare', { version, share: step.share }) }),
          ),
    ),
    ...extra.decisions.map((decision) => at(decision.at, happening('decision', {}))),
    ...(extra.sampleOn === null || state !== 'running'
      ? []
      : [onDate(extra.sampleOn, happening('sampleReached', { isAhead: extra.sampleOn > today }))]),
    ...(state === 'closed'
      ? row.closedAt === null
        ? []
        : [at(row.closedAt, happening('verdict', {}))]
      : [
          onDate(extra.reviewOn, happening('review', { isAhead: extra.reviewOn > today })),
          onDate(endsOn, happening('verdict', { isAhead: endsOn >= today })),
        ]),
  ];
  return daysOf(context.calendar(), startsOn, endsOn).map(({ day, date, isWorking, name }) => ({
    day,
    date,
    isWorking,
    holiday: isWorking ? null : (name ?? null),
    blackout: closureOn(extra.blackout, [row.processId], date)?.name ?? null,
    events: events
      .filter((each) => each.date === date)
      .map(({ event }) => event)
      .sort((one, other) => ((one.at ?? '~') < (other.at ?? '~') ? -1 : 1)),
  }));
}
