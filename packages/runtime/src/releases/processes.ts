import type {
  CreateProcess,
  DraftContent,
  DuplicateProcess,
  ListProcessesQuery,
  Page,
  Process,
  ProcessDetail,
  UpdateProcess,
} from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { cursorAt, placeOf } from '../base/index.ts';
import { emptyDocument, withProcessId, withProcessName } from './content.ts';
import { currentContent, toDraftRow } from './drafts.ts';
import { closeProposals } from './go-live.ts';
import { readOutline } from './outline.ts';
import { publishedIds } from './pinned-calls.ts';
import { withOwnPools } from './pools.ts';
import type { ReleasesContext } from './ports.ts';
import { toProcesses } from './process-view.ts';
import { invalidModel, processNotFound, ReleaseRefused } from './refusal.ts';
import { drawable, isAdmin, mayWatch, readable } from './rights.ts';
import { endRollout, runningRollouts } from './rollouts/rows.ts';

export async function listProcesses(context: ReleasesContext, by: Principal, query: ListProcessesQuery): Promise<Page<Process>> {
  const { limit, cursor, search, owner, archived, startable } = query;
  const rows = await context.db
    .selectFrom('processes')
    .selectAll()
    .where('isArchived', '=', archived ? 1 : 0)
    .execute();
  const part = search?.toLowerCase();
  const ownerId = owner === 'me' ? by.userId : owner;
  const shown = (await toProcesses(context, by, rows))
    .filter(({ liveVersion }) => liveVersion !== null || mayWatch(by))
    .filter((process) => part === undefined || textOf(process).includes(part))
    .filter((process) => owner === undefined || process.owner === ownerId)
    .filter(({ can }) => startable === undefined || can.includes('start') === startable)
    .toSorted(byName);
  const [name, id] = placeOf('processes', cursor, ['', '']) ?? [];
  const left = name === undefined ? shown : shown.filter((process) => byName(process, { name, id: id ?? '' }) > 0);
  const items = left.slice(0, limit);
  const last = items.at(-1);
  // A place in the list, not a process: that one may be archived or renamed before the next page is asked for.
  return { items, nextCursor: last && left.length > limit ? cursorAt('processes', [last.name, last.id]) : null };
}

type Place = Pick<Process, 'name' | 'id'>;
const byName = (left: Place, right: Place): number =>
  left.name.localeCompare(right.name) || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);

const textOf = ({ id, name, labels }: Process): string => [id, name, ...Object.values(labels)].join('\n').toLowerCase();

export async function getProcess(context: ReleasesContext, by: Principal, id: string): Promise<ProcessDetail> {
  const row = await readable(context, by, id);
  const [process] = await toProcesses(context, by, [row]);
  if (!process) throw processNotFound(id);
  if (process.startForm === undefined || row.liveVersion === null) return { ...process, form: null };
  const { forms } = await context.db
    .selectFrom('versions')
    .select('forms')
    .where('processId', '=', id)
    .where('version', '=', row.liveVersion)
    .executeTakeFirstOrThrow();
  const form = (JSON.parse(forms) as DraftContent['forms']).find((each) => each.id === process.startForm);
  return { ...process, form: form ?? null };
}

export async function createProcess(context: ReleasesContext, by: Principal, body: CreateProcess): Promise<ProcessDetail> {
  const id = await freeId(context, body.id, body.name);
  const { forms = [], decisions = [], tests = [], settings = {} } = body;
  const { bpmn, from } =
    body.bpmn === undefined
      ? { bpmn: emptyDocument(id, body.name, body.lang), from: id }
      : await adopt(context, body.bpmn, id, body.name);
  const stranger = tests.find(({ processId }) => processId !== from);
  if (stranger)
    throw new ReleaseRefused(
      422,
      'test-of-another-process',
      `The test "${stranger.name}": expected one of the process "${from}", found one of "${stranger.processId}".`,
    );
  const own = tests.map((test) => ({ ...test, processId: id }));
  return begin(context, by, id, body.name, { bpmn, forms, decisions, tests: own, settings });
}

export async function duplicateProcess(
  context: ReleasesContext,
  by: Principal,
  from: string,
  body: DuplicateProcess,
): Promise<ProcessDetail> {
  const row = await readable(context, by, from);
  const { content } = await currentContent(context, row);
  const id = await freeId(context, body.id, body.name);
  const renamed = withProcessName(withProcessId(content.bpmn, from, id), id, body.name);
  const { processes } = await context.documents.check(content.bpmn, {});
  const pools = processes.map((process) => process.id).filter((pool) => pool !== from);
  const bpmn = await withOwnPools(renamed, pools, (pool, taken) => freeId(context, undefined, pool, taken));
  const tests = content.tests.filter(({ processId }) => processId === from).map((test) => ({ ...test, processId: id }));
  return begin(context, by, id, body.name, { ...content, bpmn, tests });
}

/** Somebody's document as one of this server's: with this id and name; `from` is the id that it had. */
async function adopt(
  context: ReleasesContext,
  bpmn: string,
  id: string,
  name: string,
): Promise<{ readonly bpmn: string; readonly from: string }> {
  const { processes, problems } = await context.documents.check(bpmn, {});
  const [first, ...others] = processes;
  if (!first) throw invalidModel(problems);
  const renamed = withProcessName(withProcessId(bpmn, first.id, id), id, name);
  const pools = others.map((process) => process.id);
  const own = await withOwnPools(renamed, pools, (pool, taken) => freeId(context, undefined, pool, without(taken, pool)));
  return { bpmn: own, from: first.id };
}

async function begin(
  context: ReleasesContext,
  by: Principal,
  id: string,
  name: string,
  content: DraftContent,
): Promise<ProcessDetail> {
  const at = context.instant();
  const { problems, processes } = await context.documents.check(content.bpmn, {
    forms: content.forms,
    processIds: await publishedIds(context),
  });
  const outline = processes.find((process) => process.id === id)?.outline;
  const draft = toDraftRow({ processId: id, content, savedAt: at, savedBy: by.userId, baseVersion: null }, { problems, outline });
  await context.store.write((tx) => {
    if (tx.get(context.db.selectFrom('processes').select('id').where('id', '=', id))) throw processExists(id);
    const row = {
      id,
      name,
      owner: by.userId,
      isArchived: 0,
      liveVersion: null,
      createdAt: at,
      updatedAt: at,
      reviewApprovals: null,
    };
    tx.run(context.db.insertInto('processes').values(row));
    tx.run(context.db.insertInto('drafts').values(draft));
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'created', name, by: by.userId } });
  });
  return getProcess(context, by, id);
}

const processExists = (id: string) =>
  new ReleaseRefused(409, 'process-exists', `There is a process "${id}" already; choose another id.`, { params: { id } });

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((each) => each !== id);

/** The id that was asked for, or one that tells the name. */
async function freeId(
  { db }: ReleasesContext,
  wanted: string | undefined,
  name: string,
  besides: readonly string[] = [],
): Promise<string> {
  const taken = new Set([...besides, ...(await db.selectFrom('processes').select('id').execute()).map(({ id }) => id)]);
  if (wanted !== undefined) {
    if (taken.has(wanted)) throw processExists(wanted);
    return wanted;
  }
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const base = words
    .join('-')
    .slice(0, 60)
    .replace(/^(?![a-z])/, 'process-')
    .replace(/-$/, '');
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Renames, or hands over. The name stands in the draft's document too, so that the two never differ. */
export async function updateProcess(
  context: ReleasesContext,
  by: Principal,
  id: string,
  body: UpdateProcess,
): Promise<ProcessDetail> {
  const row = await drawable(context, by, id);
  if (body.review !== undefined && !isAdmin(by))
    throw new ReleaseRefused(403, 'role-missing', 'Whether a process asks for review is set by admins, not by its owner.');
  if (body.owner !== undefined) await assertPerson(context, body.owner);
  const [name, owner] = [body.name ?? row.name, body.owner ?? row.owner];
  const reviewApprovals = body.review === undefined ? row.reviewApprovals : (body.review?.approvals ?? null);
  const stored = await context.db.selectFrom('drafts').selectAll().where('processId', '=', id).executeTakeFirst();
  const content: DraftContent | undefined = stored && JSON.parse(stored.content);
  const renamed = content && name !== row.name ? { ...content, bpmn: withProcessName(content.bpmn, id, name) } : undefined;
  const found = stored && { problems: JSON.parse(stored.problems), outline: readOutline(stored.outline) ?? undefined };
  const draft = stored && renamed && found && toDraftRow({ ...stored, content: renamed }, found);
  await context.store.write((tx) => {
    const changes = { name, owner, reviewApprovals, updatedAt: context.instant() };
    tx.run(context.db.updateTable('processes').set(changes).where('id', '=', id));
    if (draft) tx.run(context.db.updateTable('drafts').set(draft).where('processId', '=', id).where('etag', '=', stored.etag));
    tx.audit({
      at: context.now(),
      by,
      action: 'process.updated',
      target: id,
      details: { name, owner: owner ?? '', reviewApprovals: reviewApprovals ?? 0 },
    });
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'updated', name, owner, by: by.userId } });
  });
  return getProcess(context, by, id);
}

async function assertPerson({ directory }: ReleasesContext, id: string): Promise<void> {
  const { users } = await directory();
  if (users.some((user) => user.id === id && user.isActive)) return;
  throw new ReleaseRefused(422, 'user-not-found', `Expected the id of an active person as owner; there is no "${id}".`, {
    params: { id },
  });
}

export async function archiveProcess(context: ReleasesContext, by: Principal, id: string): Promise<ProcessDetail> {
  await drawable(context, by, id);
  await context.store.write((tx) => {
    tx.run(context.db.updateTable('processes').set({ isArchived: 1, updatedAt: context.instant() }).where('id', '=', id));
    closeProposals(context, tx, by, id, {});
    for (const running of runningRollouts(context, tx, id)) endRollout(context, tx, running, 'replaced', { by: by.userId });
    tx.audit({ at: context.now(), by, action: 'process.archived', target: id, details: {} });
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'archived', by: by.userId } });
  });
  await context.liveVersionsChanged(id);
  return getProcess(context, by, id);
}
