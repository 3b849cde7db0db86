/** Roll-outs as they are told. */
import type { Rollout, RolloutList, RolloutQuery } from '@fortnight/shared/contract';
import { sql } from 'kysely';
import type { Principal } from '../../access/index.ts';
import { heldIn, readBlackout } from '../blackout/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { isAdmin, readable } from '../rights.ts';
import { readFigures } from './figures.ts';
import { leftBeside } from './line.ts';
import { lacksRoom } from './room.ts';
import type { RolloutRow, RolloutSettings } from './tables.ts';
import { curvesOf } from './times.ts';

/**
 * The roll-out that runs, of several the one that began last, else the one that ran last; of one version, where it is named.
 *
 * Errors: 404 where there was none.
 */
export async function getRollout(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { version }: RolloutQuery = {},
): Promise<Rollout> {
  const process = await readable(context, by, id);
  const own = context.db.selectFrom('rollouts').selectAll().where('processId', '=', id);
  const row = await (version === undefined ? own : own.where('version', '=', version))
    .orderBy((eb) => eb('state', '=', 'running'), 'desc')
    .orderBy('startedAt', 'desc')
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row) return told(context, by, row, await runningNow(context, id));
  throw new ReleaseRefused(
    404,
    'rollout-not-found',
    `No version${version === undefined ? '' : ` ${version}`} of "${process.name}" was rolled out by share.`,
    { params: { id } },
  );
}

/** Every roll-out that runs, in the order in which they began. */
export async function listRollouts(context: ReleasesContext, by: Principal, id: string): Promise<RolloutList> {
  await readable(context, by, id);
  const running = await runningNow(context, id);
  return { items: await Promise.all(running.map((row) => told(context, by, row, running))) };
}

const runningNow = ({ db }: ReleasesContext, processId: string): Promise<readonly RolloutRow[]> =>
  db
    .selectFrom('rollouts')
    .selectAll()
    .where('processId', '=', processId)
    .where('state', '=', 'running')
    .orderBy('place')
    .execute();

async function told(context: ReleasesContext, by: Principal, row: RolloutRow, running: readonly RolloutRow[]): Promise<Rollout> {
  const events = await context.db
    .selectFrom('rolloutEvents')
    .selectAll()
    .where('rolloutId', '=', row.id)
    .orderBy('position')
    .execute();
  const { drawn, matureCases, splitChance, plannedPart, guards } = await readFigures(context, row);
  const ruleFailures = await readRuleFailures(context, row);
  const { maturityDays, targetDays, minimumCases }: RolloutSettings = JSON.parse(row.settings);
  const { processId, version, control, state, isPaused, share, rule, groups, steps, startedAt, endedAt } = row;
  const others = running.filter((each) => each.id !== row.id);
  return {
    id: row.id,
    processId,
    version,
    control,
    state,
    isPaused: isPaused === 1,
    share,
    rule,
    groups: JSON.parse(groups),
    steps: JSON.parse(steps),
    others: others.map((each) => ({ version: each.version, share: each.share })),
    free: leftBeside(others.map((each) => each.share)),
    lacksRoom: lacksRoom(row, running, context.now()),
    held: await heldOf(context, row),
    maturityDays,
    targetDays,
    minimumCases,
    startedAt,
    endedAt,
    drawn,
    matureCases,
    splitChance,
    plannedPart,
    ruleFailures,
    alarmChance: row.alarmAlpha,
    figures: [...guards],
    times: await curvesOf(context, row),
    events: events.map(({ at, by: who, kind, share: to, reason, figure }) => ({
      at,
      by: who,
      kind,
      share: to,
      reason,
      figure: figure === null ? null : JSON.parse(figure),
    })),
    can: isAdmin(by) && state === 'running' ? ['rollOut', 'rollBack'] : isAdmin(by) ? ['rollBack'] : [],
  };
}

/** The blackout in which its next step lies. */
async function heldOf(context: ReleasesContext, { processId, state, isPaused, steps }: RolloutRow): Promise<Rollout['held']> {
  const [next]: Rollout['steps'] = JSON.parse(steps);
  if (!next || state !== 'running' || isPaused === 1) return null;
  return heldIn(await readBlackout(context), [processId], { publishAt: next.at, blackoutOverride: null }, context.now());
}

/** New cases of which its rule could not be told, with the last of them. */
async function readRuleFailures(
  { db }: ReleasesContext,
  { id, lineId, startedAt, endedAt }: RolloutRow,
): Promise<Rollout['ruleFailures']> {
  const message = sql<string | null>`json_extract("ruleFailure", ${`$."${id}"`})`;
  const failed = db
    .selectFrom('instances')
    .where('rolloutId', '=', lineId)
    .where('ruleFailure', 'is not', null)
    .where('startedAt', '>=', Date.parse(startedAt))
    .where('startedAt', '<=', endedAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(endedAt))
    .where(message, 'is not', null);
  const last = await failed
    .select(['id', 'startedAt', message.as('message')])
    .orderBy('startedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return null;
  const { cases } = await failed.select((eb) => eb.fn.countAll<number>().as('cases')).executeTakeFirstOrThrow();
  return { cases, lastId: last.id, lastAt: new Date(last.startedAt).toISOString(), message: last.message ?? '' };
}
