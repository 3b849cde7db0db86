/** What a roll-out does by itself: it asks its guards, goes on in its steps, and goes back. */
import { nextFreeTime } from '@fortnight/shared/calendar';
import type { GuardFigure } from '@fortnight/shared/contract';
import { blackoutNow, heldIn, publicationTime, readBlackout, type Timed } from '../blackout/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { type Figures, readFigures, splitAlpha } from './figures.ts';
import { controlOf, goBack } from './go-back.ts';
import { itself, takeStep } from './roll-out.ts';
import { lacksRoom } from './room.ts';
import { runningRollouts, tell } from './rows.ts';
import type { RolloutEventRow, RolloutRow, RolloutSettings } from './tables.ts';

/** How often the guards are asked at most; a look reads the cases of the roll-out. */
const everyMs = 15 * 60_000;

interface Step {
  readonly share: number;
  readonly at: string;
}

/** No step has a reason of its own for its time. */
const timed = ({ at }: Pick<Step, 'at'>): Timed => ({ publishAt: at, blackoutOverride: null });

/** Asks the guards of every roll-out whose time has come, and takes the steps that are due. */
export async function watchRollouts(context: ReleasesContext): Promise<void> {
  const { db } = context;
  const running = await db.selectFrom('rollouts').selectAll().where('state', '=', 'running').execute();
  if (running.length === 0) return;
  const blackout = await readBlackout(context);
  const beside = ({ processId }: RolloutRow) => running.filter((each) => each.processId === processId);
  for (const rollout of running) {
    const due = (JSON.parse(rollout.steps) as Step[])[0];
    // One that a blackout holds back, or that finds no room, is looked at no more often than the guards are asked.
    const at = due ? publicationTime(blackout, [rollout.processId], timed(due), context.now()) : null;
    const isDue =
      rollout.isPaused === 0 && at !== null && at <= context.now() && !lacksRoom(rollout, beside(rollout), context.now());
    if (isDue || context.now() - rollout.checkedAt >= everyMs) await watch(context, rollout.id);
  }
}

async function watch(context: ReleasesContext, rolloutId: string): Promise<void> {
  const { db } = context;
  const rollout = await db.selectFrom('rollouts').selectAll().where('id', '=', rolloutId).executeTakeFirst();
  if (rollout?.state !== 'running') return;
  const events = await db
    .selectFrom('rolloutEvents')
    .selectAll()
    .where('rolloutId', '=', rolloutId)
    .orderBy('position')
    .execute();
  const figures = await readFigures(context, rollout);
  const told = new Set(
    events.flatMap(({ kind, figure }) => (kind === 'alarm' && figure !== null ? (JSON.parse(figure) as GuardFigure).guard : [])),
  );
  const broken = figures.guards.filter(({ verdict, guard }) => verdict === 'broken' && !told.has(guard));
  const hasChanged = await context.store.write((tx): boolean => {
    // Somebody may have ended or changed it meanwhile.
    const all = runningRollouts(context, tx, rollout.processId);
    const now = all.find(({ id }) => id === rolloutId);
    if (!now) return false;
    tx.run(db.updateTable('rollouts').set({ checkedAt: context.now() }).where('id', '=', rolloutId));
    for (const figure of broken) tell(context, tx, rolloutId, { kind: 'alarm', by: null, figure });
    const worst = broken.find(({ action }) => action === 'rollBack');
    if (worst) {
      const row = controlOf(context, tx, now);
      goBack(context, tx, itself, { processId: now.processId, gone: now, row, reason: `guard:${worst.guard}`, figure: worst });
      return true;
    }
    if (broken.some(({ action }) => action === 'pause')) {
      tx.run(db.updateTable('rollouts').set({ isPaused: 1 }).where('id', '=', rolloutId));
      tell(context, tx, rolloutId, { kind: 'paused', by: null });
      return true;
    }
    const [step, ...rest] = JSON.parse(now.steps) as Step[];
    if (!step || now.isPaused === 1 || Date.parse(step.at) > context.now() || !mayGoOn(now, figures)) return broken.length > 0;
    if (isHeld(context, tx, now, step, events)) return broken.length > 0;
    if (lacksRoom(now, all, context.now())) {
      tellOnce(context, tx, now, 'noRoom', String(step.share), events);
      return broken.length > 0;
    }
    takeStep(context, tx, now, step.share, later(context, tx, now.processId, [step, ...rest], events));
    return true;
  });
  if (hasChanged) await context.liveVersionsChanged(rollout.processId);
}

/** Whether a step waits for the end of a blackout, which is put on record once. */
function isHeld(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  rollout: RolloutRow,
  step: Step,
  events: readonly RolloutEventRow[],
): boolean {
  const { processId } = rollout;
  const closure = heldIn(blackoutNow(context, tx), [processId], timed(step), context.now());
  if (!closure) return false;
  tellOnce(context, tx, rollout, 'held', closure.period, events);
  return true;
}

/** Says why a step waits, unless that was the last that happened. */
function tellOnce(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  { id }: RolloutRow,
  kind: 'held' | 'noRoom',
  reason: string,
  events: readonly RolloutEventRow[],
): void {
  const last = events.findLast((event) => event.kind !== 'alarm');
  if (last?.kind !== kind || last.reason !== reason) tell(context, tx, id, { kind, by: null, reason });
}

/** The steps after one that was held back keep their distance from it: from the end of the last blackout that held it. */
function later(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  processId: string,
  [step, ...rest]: readonly [Step, ...Step[]],
  events: readonly RolloutEventRow[],
): readonly Step[] {
  const planned = Date.parse(step.at);
  const since = events.findLast(({ kind, at }) => kind === 'held' && Date.parse(at) > planned);
  const from = since ? Date.parse(since.at) : planned;
  const held = (nextFreeTime(blackoutNow(context, tx), [processId], from) ?? planned) - planned;
  return rest.map(({ share, at }) => ({ share, at: new Date(Date.parse(at) + held).toISOString() }));
}

/** A step waits until enough cases can tell, no guard is broken, and cases fall as planned. */
function mayGoOn({ settings }: RolloutRow, { matureCases, splitChance, guards }: Figures): boolean {
  const { minimumCases }: RolloutSettings = JSON.parse(settings);
  return matureCases >= minimumCases && splitChance >= splitAlpha && guards.every(({ verdict }) => verdict !== 'broken');
}
