/** Roll-outs as they are told, and what of them decides where new cases go. */
import type { Rollout } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import { readBlackout, tellClosure } from '../blackout/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { isAdmin, readable } from '../rights.ts';
import { readFigures } from './figures.ts';
import type { RolloutRow, RolloutSettings } from './tables.ts';

/** The roll-out that runs, else the one that ran last. Errors: 404 where there was none. */
export async function getRollout(context: ReleasesContext, by: Principal, id: string): Promise<Rollout> {
  const process = await readable(context, by, id);
  const row = await context.db
    .selectFrom('rollouts')
    .selectAll()
    .where('processId', '=', id)
    .orderBy('startedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row)
    throw new ReleaseRefused(404, 'rollout-not-found', `No version of "${process.name}" was rolled out by share.`, {
      params: { id },
    });
  const events = await context.db
    .selectFrom('rolloutEvents')
    .selectAll()
    .where('rolloutId', '=', row.id)
    .orderBy('position')
    .execute();
  const { drawn, matureCases, splitChance, guards } = await readFigures(context, row, events);
  const ruleFailures = await readRuleFailures(context, row.id);
  const { maturityDays, targetDays, minimumCases }: RolloutSettings = JSON.parse(row.settings);
  const { processId, version, control, state, isPaused, share, rule, groups, steps, startedAt, endedAt } = row;
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
    held: await heldOf(context, row),
    maturityDays,
    targetDays,
    minimumCases,
    startedAt,
    endedAt,
    drawn,
    matureCases,
    splitChance,
    ruleFailures,
    figures: [...guards],
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
  const blackout = await readBlackout(context);
  const planned = Date.parse(next.at);
  const held = tellClosure(blackout, [processId], planned);
  if (held?.nextFreeAt != null && Date.parse(held.nextFreeAt) > context.now()) return held;
  return planned <= context.now() ? tellClosure(blackout, [processId], context.now()) : held;
}

/** New cases of which the rule could not be told, with the last of them. */
async function readRuleFailures({ db }: ReleasesContext, rolloutId: string): Promise<Rollout['ruleFailures']> {
  const failed = db.selectFrom('instances').where('rolloutId', '=', rolloutId).where('ruleFailure', 'is not', null);
  const last = await failed.select(['id', 'startedAt', 'ruleFailure']).orderBy('startedAt', 'desc').limit(1).executeTakeFirst();
  if (!last) return null;
  const { cases } = await failed.select((eb) => eb.fn.countAll<number>().as('cases')).executeTakeFirstOrThrow();
  return { cases, lastId: last.id, lastAt: new Date(last.startedAt).toISOString(), message: last.ruleFailure ?? '' };
}

/** A version with its part of the new cases, between 0 and 1. */
export interface Arm {
  readonly versionId: string;
  readonly share: number;
  readonly rule?: string;
  readonly groups?: readonly string[];
}

/** Where new cases of a process go while a version is rolled out. */
export async function armsOf(
  { db }: ReleasesContext,
  { processId, version, control, share, rule, groups }: RolloutRow,
): Promise<readonly Arm[]> {
  const rows = await db
    .selectFrom('versions')
    .select(['id', 'version'])
    .where('processId', '=', processId)
    .where('version', 'in', [version, control])
    .execute();
  const idOf = (number: number) => rows.find((row) => row.version === number)?.id ?? '';
  const teams: string[] = JSON.parse(groups);
  return [
    { versionId: idOf(version), share: share / 100, ...(rule !== null && { rule }), ...(teams.length > 0 && { groups: teams }) },
    { versionId: idOf(control), share: 1 - share / 100 },
  ];
}
