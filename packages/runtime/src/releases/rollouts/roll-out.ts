/** Beginning a roll-out, changing it, going on in its steps, completing it. */
import { randomUUID } from 'node:crypto';
import type { AuditActionCode, RollOut } from '@fortnight/shared/contract';
import { parseExpression } from '@fortnight/shared/expression';
import { partOfAlpha } from '@fortnight/shared/statistics';
import type { Principal } from '../../access/index.ts';
import {
  closedBy,
  noMoreCases,
  type Passage,
  passBlackout,
  readBlackout,
  reviewedMakers,
  tellClosure,
} from '../blackout/index.ts';
import { goLive } from '../go-live.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { missingNow, proposalFor, waitsForReview } from '../publish-proposed.ts';
import { ReleaseRefused } from '../refusal.ts';
import { assertAdmin, readable } from '../rights.ts';
import type { ProcessRow } from '../tables.ts';
import type { VersionSummary } from '../version-rows.ts';
import { alarmAlpha, readFigures } from './figures.ts';
import { freeBeside, hasRoom, partsBeside, partsOf, withShare } from './line.ts';
import { endRollout, processNow, runningRollouts, tell, versionOf } from './rows.ts';
import type { RolloutRow, RolloutSettings } from './tables.ts';

const defaults: RolloutSettings = {
  guards: {
    conversion: { margin: 5, action: 'alert' },
    onTime: { margin: 5, action: 'alert' },
    timeLimits: { margin: 5, action: 'alert' },
    incidents: { margin: 2, action: 'rollBack' },
    compliance: { margin: 2, action: 'rollBack' },
  },
  maturityDays: 14,
  targetDays: 14,
  minimumCases: 120,
};

/** The server itself, where it takes a step or goes back by a guard. */
export const itself: Principal = { userId: null, roles: ['admin'], groups: [], via: { kind: 'library', id: 'rollout' } };

/**
 * Gives a version a part of the new cases, or another part than it has; all of them make it the live one.
 *
 * Errors: 409 `review-required` where it waits for approvals, `reason-required` where the share grows before enough cases can
 * tell, `share-not-free` where others that are rolled out leave less, `publish-blackout` where it would take more cases during a
 * blackout, or a new step lies in one. What takes fewer is always done.
 */
export async function rollOut(context: ReleasesContext, by: Principal, id: string, body: RollOut): Promise<void> {
  assertAdmin(by);
  const process = await readable(context, by, id);
  assertRule(body.rule);
  await assertGroups(context, body.groups);
  const before = await context.db
    .selectFrom('rollouts')
    .selectAll()
    .where('processId', '=', id)
    .where('version', '=', body.version)
    .where('state', '=', 'running')
    .executeTakeFirst();
  const planned: Steps = before ? JSON.parse(before.steps) : [];
  assertSteps(body, planned, context.now());
  await assertStepsFree(context, id, planned, body);
  await assertMayGrow(context, before, body);
  await context.store.write((tx) => {
    const running = runningRollouts(context, tx, id);
    const own = running.find(({ version }) => version === body.version);
    const { changed, passage } = own
      ? change(context, tx, by, own, running, body)
      : begin(context, tx, by, processNow(context, tx, process), running, body);
    if (takesAll(changed)) complete(context, tx, by, changed, { reason: body.reason, passage });
  });
  await context.liveVersionsChanged(id);
}

function assertRule(rule: string | undefined): void {
  const parsed = rule ? parseExpression(rule) : undefined;
  if (!parsed || parsed.ok) return;
  const [error] = parsed.error;
  throw new ReleaseRefused(422, 'invalid-rule', `The rule cannot be read: ${error?.message ?? rule}`, {
    params: { rule: rule ?? '' },
  });
}

type Steps = NonNullable<RollOut['steps']>;

const isAmong = (planned: Steps, { share, at }: Steps[number]): boolean =>
  planned.some((step) => step.share === share && step.at === at);

/** Errors: 422 `invalid-steps` where a share that follows is not a larger one, or its time has passed. */
function assertSteps({ share, steps }: RollOut, planned: Steps, now: number): void {
  let before = share;
  for (const { step, index } of (steps ?? [])
    .map((each, position) => ({ step: each, index: position }))
    .toSorted((one, other) => Date.parse(one.step.at) - Date.parse(other.step.at))) {
    // One that waits may have been due before.
    if (Date.parse(step.at) <= now && !isAmong(planned, step))
      throw new ReleaseRefused(
        422,
        'invalid-steps',
        `steps[${index}].at: expected a time to come, found ${step.at}, and now it is ${new Date(now).toISOString()}. Leave the step out, or give that share now.`,
        { params: { field: `steps[${index}].at`, found: step.at, why: 'past' } },
      );
    if (step.share <= before)
      throw new ReleaseRefused(
        422,
        'invalid-steps',
        `steps[${index}].share: expected more than the ${before} % before it, found ${step.share}. A share only grows by itself; give a smaller one by hand, or roll back.`,
        { params: { field: `steps[${index}].share`, found: step.share, before, why: 'falls' } },
      );
    before = step.share;
  }
}

/** Errors: 409 `publish-blackout` where a step that was not planned before lies in a blackout. */
async function assertStepsFree(
  context: ReleasesContext,
  processId: string,
  planned: Steps,
  { steps = [] }: RollOut,
): Promise<void> {
  const blackout = await readBlackout(context);
  for (const [index, step] of steps.entries()) {
    const closure = isAmong(planned, step) ? null : tellClosure(blackout, [processId], Date.parse(step.at));
    if (closure) throw closedBy(closure, blackout.calendar.timeZone, `steps[${index}].at`);
  }
}

/** Errors: 422 `group-not-found` with those that nobody knows; where a host says who is in which group, it alone knows them. */
async function assertGroups({ groups }: ReleasesContext, wanted: readonly string[] = []): Promise<void> {
  if (wanted.length === 0) return;
  const known = await groups();
  const unknown = known === null ? [] : wanted.filter((group) => !known.includes(group));
  if (unknown.length === 0) return;
  throw new ReleaseRefused(
    422,
    'group-not-found',
    `groups: expected groups that there are, found ${unknown.map((group) => `"${group}"`).join(', ')}. Make the group first, or leave it out.`,
    { params: { groups: unknown } },
  );
}

/** A share grows by itself only once enough cases can tell; a person may say why it grows before. */
async function assertMayGrow(context: ReleasesContext, before: RolloutRow | undefined, body: RollOut): Promise<void> {
  if (!before || body.reason !== undefined || !takesMore(before, body)) return;
  const { matureCases, minimum } = await maturityOf(context, before);
  if (matureCases < minimum)
    throw new ReleaseRefused(
      409,
      'reason-required',
      `${matureCases} of ${minimum} cases are old enough to tell. Say why the share is to grow before.`,
      { params: { matureCases, minimum } },
    );
}

/** Whether more cases would fall to it than before. */
function takesMore(before: RolloutRow, { share, rule, groups }: RollOut): boolean {
  const pilots: string[] = JSON.parse(before.groups);
  const isWider = (rule && rule !== before.rule) || groups?.some((group) => !pilots.includes(group));
  return share > before.share || isWider === true;
}

async function maturityOf(context: ReleasesContext, rollout: RolloutRow) {
  const figures = await readFigures(context, rollout);
  const { minimumCases }: RolloutSettings = JSON.parse(rollout.settings);
  return { ...figures, minimum: minimumCases };
}

/** A roll-out as it stands after a change that passed the gate. */
interface Changed {
  readonly changed: RolloutRow;
  readonly passage: Passage;
}

/** Lets the version take more cases, now. Errors: 409 `publish-blackout`. */
function pass(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { id: versionId, processId, version }: VersionSummary,
  reason: string | undefined,
): Passage {
  const going = { versionId, processId, version };
  return passBlackout(context, tx, by, [going], { reason, makers: reviewedMakers(context, tx, going) });
}

/** What takes every new case becomes the live version; a pause keeps it from that. */
const takesAll = ({ share, isPaused }: Pick<RolloutRow, 'share' | 'isPaused'>): boolean => share >= 100 && isPaused === 0;

/** The stretches of the line for a share. What takes all is past that. Errors: 409 `share-not-free`. */
function partsFor(
  { id, version, parts, share, isPaused }: Pick<RolloutRow, 'id' | 'version' | 'parts' | 'share' | 'isPaused'>,
  running: readonly RolloutRow[],
): string {
  if (takesAll({ share, isPaused })) return parts;
  const others = partsBeside(running, id);
  if (hasRoom(others, share)) return JSON.stringify(withShare(partsOf({ parts }), others, share));
  const free = freeBeside(others);
  const said = running.filter((each) => each.id !== id).map((each) => `version ${each.version} has ${each.share} %`);
  throw new ReleaseRefused(
    409,
    'share-not-free',
    `share: expected at most ${free} % for version ${version}, found ${share}: ${said.join(', ')}. Give it less, or take some from the others first.`,
    { params: { field: 'share', found: share, free, version } },
  );
}

function begin(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  process: ProcessRow,
  running: readonly RolloutRow[],
  body: RollOut,
): Changed {
  const { id: processId, liveVersion } = process;
  if (liveVersion === null || process.isArchived === 1)
    throw new ReleaseRefused(
      409,
      'nothing-live',
      `"${process.name}" takes no cases now; publish version ${body.version} instead.`,
      {
        params: { id: processId },
      },
    );
  if (liveVersion === body.version)
    throw new ReleaseRefused(409, 'already-live', `Version ${body.version} takes every new case already.`, {
      params: { version: body.version },
    });
  const row = versionOf(context, tx, processId, body.version);
  assertReviewed(context, tx, process, row);
  const passage = pass(context, tx, by, row, body.blackoutReason);
  if (!wasLive(context, tx, row)) goLive(context, tx, by, { row, name: process.name }, passage, { isTrial: true });
  const own = {
    id: randomUUID(),
    version: body.version,
    share: body.share,
    isPaused: body.isPaused === true ? 1 : 0,
  };
  const lineId = running[0]?.lineId ?? own.id;
  const place = placeOn(context, tx, lineId);
  const rollout: RolloutRow = {
    ...own,
    processId,
    control: liveVersion,
    state: 'running',
    rule: body.rule || null,
    groups: JSON.stringify(body.groups ?? []),
    steps: JSON.stringify(inOrder(body.steps)),
    settings: JSON.stringify({ ...settingsOf(body, defaults), nameBefore: process.name }),
    startedAt: context.instant(),
    endedAt: null,
    checkedAt: context.now(),
    lineId,
    place,
    parts: partsFor({ ...own, parts: '[]' }, running),
    alarmAlpha: partOfAlpha(alarmAlpha, place),
  };
  tx.run(context.db.insertInto('rollouts').values(rollout));
  tell(context, tx, rollout.id, { kind: 'began', by: by.userId, share: body.share, reason: body.reason });
  audit(context, tx, by, rollout, 'rollout.began', { share: body.share, reason: body.reason ?? '' });
  return { changed: rollout, passage };
}

/** The next place on a line. */
function placeOn({ db }: ReleasesContext, tx: ReleaseTransaction, lineId: string): number {
  const last = tx.get(db.selectFrom('rollouts').select('place').where('lineId', '=', lineId).orderBy('place', 'desc').limit(1));
  return (last?.place ?? 0) + 1;
}

const wasLive = ({ db }: ReleasesContext, tx: ReleaseTransaction, { id }: VersionSummary): boolean =>
  tx.get(db.selectFrom('publications').select('at').where('versionId', '=', id)) !== undefined;

/** A version that was never live is admitted as if it were published: with the approvals that its process asks for. */
function assertReviewed(context: ReleasesContext, tx: ReleaseTransaction, process: ProcessRow, row: VersionSummary): void {
  if (wasLive(context, tx, row)) return;
  const proposal = proposalFor(context, tx, process.id, row.version);
  if (proposal.state !== 'inReview' && proposal.state !== 'approved')
    throw new ReleaseRefused(
      409,
      'review-closed',
      `Version ${row.version} was ${proposal.state}; propose what is drawn as a new version.`,
      {
        params: { version: row.version, state: proposal.state },
      },
    );
  const pools = tx.all(context.db.selectFrom('proposedVersions').select('processId').where('proposalId', '=', proposal.id));
  if (pools.length > 1)
    throw new ReleaseRefused(
      409,
      'pools-go-together',
      `Version ${row.version} was proposed with ${pools.length - 1} other pools of its drawing, and they go live together: publish it. Any of them can be rolled back.`,
      { params: { version: row.version, pools: pools.length } },
    );
  const missing = missingNow(context, tx, proposal);
  if (missing) throw waitsForReview(context, tx, proposal, missing);
}

function change(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  running: RolloutRow,
  all: readonly RolloutRow[],
  body: RollOut,
): Changed {
  const row = versionOf(context, tx, running.processId, running.version);
  const passage = takesMore(running, body) ? pass(context, tx, by, row, body.blackoutReason) : noMoreCases;
  const isPaused = body.isPaused === undefined ? running.isPaused : body.isPaused ? 1 : 0;
  const changed: RolloutRow = {
    ...running,
    isPaused,
    share: body.share,
    parts: partsFor({ ...running, share: body.share, isPaused }, all),
    ...(body.rule !== undefined && { rule: body.rule || null }),
    ...(body.groups && { groups: JSON.stringify(body.groups) }),
    steps: JSON.stringify(body.steps ? inOrder(body.steps) : stillAhead(running, body.share)),
    settings: JSON.stringify(settingsOf(body, JSON.parse(running.settings))),
  };
  tx.run(context.db.updateTable('rollouts').set(changed).where('id', '=', running.id));
  const { reason } = body;
  if (changed.share !== running.share)
    tell(context, tx, running.id, { kind: 'share', by: by.userId, share: changed.share, reason });
  if (saidOf(changed) !== saidOf(running))
    audit(context, tx, by, changed, 'rollout.shared', { share: changed.share, reason: reason ?? '', to: saidOf(changed) });
  if (isPaused !== running.isPaused)
    tell(context, tx, running.id, { kind: isPaused ? 'paused' : 'resumed', by: by.userId, reason });
  return { changed, passage };
}

/** Everything that decides where cases go and what becomes of the roll-out, as the audit log keeps it. */
const saidOf = ({ share, rule, groups, steps, settings, isPaused }: RolloutRow): string =>
  JSON.stringify({ share, rule, groups: JSON.parse(groups), steps: JSON.parse(steps), settings: JSON.parse(settings), isPaused });

/** A share that was given by hand is not taken back by a step that was planned before. */
const stillAhead = ({ steps }: RolloutRow, share: number): NonNullable<RollOut['steps']> =>
  (JSON.parse(steps) as NonNullable<RollOut['steps']>).filter((step) => step.share > share);

const inOrder = (steps: RollOut['steps'] = []) => steps.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));

const settingsOf = ({ guards, maturityDays, targetDays, minimumCases }: RollOut, before: RolloutSettings): RolloutSettings => ({
  guards: guards ?? before.guards,
  maturityDays: maturityDays ?? before.maturityDays,
  targetDays: targetDays ?? before.targetDays,
  minimumCases: minimumCases ?? before.minimumCases,
  ...(before.nameBefore !== undefined && { nameBefore: before.nameBefore }),
});

function complete(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  rollout: RolloutRow,
  { reason, passage }: { readonly reason: string | undefined; readonly passage: Passage },
): void {
  const { processId, version } = rollout;
  endRollout(context, tx, rollout, 'completed', { by: by.userId, reason });
  const row = versionOf(context, tx, processId, version);
  const { nameBefore }: RolloutSettings = JSON.parse(rollout.settings);
  const { name } = processNow(context, tx, { id: processId });
  // A process that was renamed since keeps its new name, unless the version brings one.
  goLive(context, tx, by, { row, name: row.name === nameBefore ? name : row.name }, passage);
  audit(context, tx, by, rollout, 'rollout.completed', { reason: reason ?? '' });
}

/** Takes one step of a roll-out, whose time has come and is free. */
export function takeStep(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  rollout: RolloutRow,
  share: number,
  rest: readonly object[],
): void {
  const passage = pass(context, tx, itself, versionOf(context, tx, rollout.processId, rollout.version), undefined);
  const parts = partsFor({ ...rollout, share }, runningRollouts(context, tx, rollout.processId));
  const changed: RolloutRow = { ...rollout, share, parts, steps: JSON.stringify(rest) };
  tx.run(context.db.updateTable('rollouts').set({ share, parts, steps: changed.steps }).where('id', '=', rollout.id));
  tell(context, tx, rollout.id, { kind: 'share', by: null, share });
  audit(context, tx, itself, changed, 'rollout.shared', { share, reason: '' });
  if (share >= 100) complete(context, tx, itself, changed, { reason: undefined, passage });
}

function audit(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { processId, version, control }: RolloutRow,
  action: Extract<AuditActionCode, `rollout.${string}`>,
  details: Readonly<Record<string, string | number>>,
): void {
  tx.audit({ at: context.now(), by, action, target: processId, details: { version, control, ...details } });
  tx.note({ kind: 'process', subject: processId, at: context.now(), body: { action, version, by: by.userId } });
}
