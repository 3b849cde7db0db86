import type { Deployment, Publish, Published, VersionState, WireProblem } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { noMoreCases, passBlackout } from './blackout/index.ts';
import { type FailedPlay, hasErrors, isRunnable } from './check.ts';
import { assertMatch, type Current, currentContent } from './drafts.ts';
import { assertPlaysPass, overriddenPlays, playProblems } from './failed-plays.ts';
import { goLive } from './go-live.ts';
import { type Made, type Making, makeVersion } from './made-versions.ts';
import { planVersions, publishedIds } from './pinned-calls.ts';
import { assertSameDocument } from './pools.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { publishProposed } from './publish-proposed.ts';
import { invalidModel, ReleaseRefused } from './refusal.ts';
import { type Asked, askedOf, assertMayOverride, readAsked, reviewRequired } from './review-asked.ts';
import { assertAdmin, drawable } from './rights.ts';
import { schedule } from './schedule.ts';
import { readStandings } from './standings.ts';
import { type Publishable, toVersion } from './version-rows.ts';
import { readAhead } from './versions.ts';

/**
 * Publishes what is drawn, or a version that was proposed, now or at a time; then it is live, and running cases finish on theirs.
 *
 * The other pools of the document that are executable are published with it, each as a version of its own process, all
 * or none. Errors: 409 `review-required` where the process asks for review and no reason to go on without is given; 422
 * `play-failed` where a test does not pass and no reason is given; 409 `pool-published-elsewhere` where one of the pools
 * has another newest document than this draft began from.
 */
export async function publish(context: ReleasesContext, by: Principal, id: string, body: Publish): Promise<Published> {
  assertAdmin(by);
  const process = await drawable(context, by, id);
  if (body.at !== undefined) {
    const { version, at, blackoutReason } = body;
    if (version === undefined)
      throw new ReleaseRefused(400, 'version-needed', 'at: expected with the version that is to be published then; found none.');
    if (Date.parse(at) > context.now()) return schedule(context, by, id, { version, at, blackoutReason });
  }
  if (body.version !== undefined) return publishProposed(context, by, id, { ...body, version: body.version });
  const standing = await currentContent(context, process);
  assertMatch(standing, body.etag);
  // What was proposed is all that is drawn: then it is that version which is published, with the review that it has.
  if (standing.openVersion !== null) return publishProposed(context, by, id, { ...body, version: standing.openVersion });
  const { publishables, problems, failedPlays } = await readDrawn(context, id, standing);
  assertPlaysPass(failedPlays, body.failedPlaysReason);
  const asked = await readAsked(context, publishables);
  const [own, ...others] = await context.store.write((tx) => {
    assertStands(context, tx, id, standing, publishables);
    if (body.overrideReason !== undefined) assertMayOverride(by, [standing.savedBy, standing.proposedBy]);
    const makers = [standing.savedBy, standing.proposedBy];
    const published = publishAll(context, tx, by, publishables, { ...body, owner: process.owner, failedPlays, asked, makers });
    tx.run(context.db.deleteFrom('drafts').where('processId', '=', id));
    return published;
  });
  if (!own) throw new Error(`no version of ${id} was published`);
  for (const { row } of [own, ...others]) await context.liveVersionsChanged(row.processId);
  const standingOf = await readStandings(context, [own.row]);
  const version = toVersion(own.row, standingOf(own.row));
  const warnings = [...problems, ...playProblems(failedPlays, body.failedPlaysReason)];
  const more = others.map((made) => toDeployed(made, 'live'));
  return { version, created: own.made, problems: warnings, ...(more.length > 0 && { others: more }) };
}

/** What is drawn, checked: the process first, then the other executable pools of its document. */
export interface Drawn {
  readonly publishables: readonly Publishable[];
  readonly problems: readonly WireProblem[];
  readonly failedPlays: readonly FailedPlay[];
}

/** Errors: 422 `invalid-model` where it does not compile. */
export async function readDrawn(context: ReleasesContext, id: string, { content }: Current): Promise<Drawn> {
  const { bpmn, forms, tests: plays } = content;
  const processIds = await publishedIds(context);
  const { processes, problems, failedPlays } = await context.documents.check(bpmn, { forms, processIds, plays });
  const checked = processes.find((each) => each.id === id);
  if (!checked || !isRunnable(checked) || hasErrors(problems)) throw invalidModel(problems);
  const pools = processes.filter(isRunnable).filter((each) => each.id !== id);
  const publishables = await Promise.all([checked, ...pools].map((each) => readAhead(context, { checked: each, content })));
  return { publishables, problems, failedPlays };
}

/** Errors: 412 where another draft was saved meanwhile, 409 where a pool comes from elsewhere by now. */
export function assertStands(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  id: string,
  { etag, content, baseVersion }: Current,
  publishables: readonly Publishable[],
): void {
  const draft = tx.get(context.db.selectFrom('drafts').selectAll().where('processId', '=', id));
  if (draft && draft.etag !== etag) assertMatch(draft, etag);
  const pools = publishables.filter(({ checked }) => checked.id !== id);
  for (const { checked } of pools) assertSameDocument(context, tx, checked.id, { id, content, baseVersion });
}

type Publishing = Making &
  Pick<Publish, 'overrideReason' | 'blackoutReason'> & {
    readonly asked: readonly Asked[];
    /** Who made what is published. */
    readonly makers: readonly (string | null)[];
  };

/**
 * Publishes each, or finds it published; either way it is the live one afterwards.
 *
 * Errors: 422 when a version that one of them keeps for its calls is not there; 409 `review-required`, `publish-blackout`.
 */
export function publishAll(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  publishables: readonly Publishable[],
  publishing: Publishing,
): readonly Made[] {
  const planned = planVersions(context, tx, publishables);
  const [asked] = askedOf(context, tx, planned, publishing.asked);
  const { overrideReason, failedPlays, failedPlaysReason, blackoutReason: reason, makers } = publishing;
  if (asked && overrideReason === undefined) throw reviewRequired(asked);
  const audited = overriddenPlays(failedPlays, failedPlaysReason);
  const made = planned.map((each) => makeVersion(context, tx, by, each, publishing));
  const going = made.filter(({ row }) => !takesAll(context, tx, row)).map(({ row }) => ({ ...row, versionId: row.id }));
  const passage = going.length === 0 ? noMoreCases : passBlackout(context, tx, by, going, { reason, makers: asked && makers });
  for (const each of made) goLive(context, tx, by, each, passage, { overrideReason: asked && overrideReason, audited });
  return made;
}

/** Whether a version is the live one already: what is the same as it goes live by nothing. */
function takesAll({ db }: ReleasesContext, tx: ReleaseTransaction, { processId, version }: Made['row']): boolean {
  const process = tx.get(db.selectFrom('processes').select(['liveVersion', 'isArchived']).where('id', '=', processId));
  return process?.liveVersion === version && process.isArchived === 0;
}

export const toDeployed = (
  { made, row }: Pick<Made, 'made' | 'row'>,
  state: VersionState,
): Deployment['deployments'][number] => ({
  processId: row.processId,
  version: row.version,
  versionId: row.id,
  created: made,
  state,
});
