/** What the people who do the work suggest: taken up in an iteration, or declined with a reason. */
import { randomUUID } from 'node:crypto';
import {
  type ListSuggestionsQuery,
  limits,
  type Page,
  type Suggest,
  type Suggestion,
  type TakeUp,
} from '@fortnight/shared/contract';
import type { AuditAction, Principal } from '../../access/index.ts';
import { cursorAt, placeOf } from '../../base/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { drawable, mayDraw, readable } from '../rights.ts';
import type { ProcessRow } from '../tables.ts';
import { versionNotFound } from '../versions.ts';
import { putCard } from './cards.ts';
import { openNow } from './rows.ts';
import type { SuggestionRow } from './tables.ts';

const notFound = (id: string) =>
  new ReleaseRefused(404, 'suggestion-not-found', `There is no suggestion "${id}" that you may read.`, { params: { id } });

/** Versions of a process that went live. */
async function liveOnes({ db }: ReleasesContext, processId: string): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom('publications').select('version').where('processId', '=', processId).execute();
  return new Set(rows.map(({ version }) => version));
}

const stateOf = ({ state, version }: SuggestionRow, live: ReadonlySet<number>): Suggestion['state'] =>
  state === 'takenUp' && version !== null && live.has(version) ? 'shipped' : state;

function toSuggestion(
  by: Principal,
  { owner }: Pick<ProcessRow, 'owner'>,
  row: SuggestionRow,
  live: ReadonlySet<number>,
): Suggestion {
  const isOpen = row.state === 'open';
  return {
    ...row,
    state: stateOf(row, live),
    can: [
      ...(isOpen && mayDraw(by, owner) ? ['takeUp', 'decline'] : []),
      ...(isOpen && by.userId !== null && by.userId === row.by ? ['withdraw'] : []),
    ],
  };
}

/** The newest first. */
export async function listSuggestions(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  { state, limit, cursor }: ListSuggestionsQuery,
): Promise<Page<Suggestion>> {
  const process = await readable(context, by, processId);
  const live = await liveOnes(context, processId);
  const list = `suggestions ${processId} ${state ?? ''}`;
  const place = placeOf(list, cursor, ['', '']);
  let select = context.db
    .selectFrom('suggestions')
    .selectAll()
    .where('processId', '=', processId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (state !== undefined) select = select.where('state', '=', state === 'shipped' ? 'takenUp' : state);
  if (state === 'shipped') select = select.where('version', 'in', [...live, -1]);
  if (state === 'takenUp')
    select = select.where(({ or, eb }) => or([eb('version', 'is', null), eb('version', 'not in', [...live, -1])]));
  if (place) {
    const [at, id] = place;
    select = select.where(({ or, and, eb }) => or([eb('at', '<', at), and([eb('at', '=', at), eb('id', '<', id)])]));
  }
  const rows = await select.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toSuggestion(by, process, row, live)),
    nextCursor: rows.length > limit && last ? cursorAt(list, [last.at, last.id]) : null,
  };
}

/** Says what might be better, of a process that the caller may read, of a step of it, at a task. */
export async function suggest(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  { text, elementId, taskId }: Suggest,
): Promise<Suggestion> {
  const process = await readable(context, by, processId);
  const element = elementId ?? (taskId === undefined ? undefined : await elementOfTask(context, processId, taskId));
  if (elementId !== undefined) await assertElement(context, processId, elementId);
  const { db } = context;
  const row: SuggestionRow = {
    id: randomUUID(),
    processId,
    text,
    elementId: element ?? null,
    taskId: taskId ?? null,
    by: by.userId,
    at: context.instant(),
    state: 'open',
    iterationId: null,
    version: null,
    reason: null,
    decidedBy: null,
    decidedAt: null,
  };
  await context.store.write((tx) => {
    if (openCount(context, tx, processId) >= limits.openSuggestions)
      throw new ReleaseRefused(
        409,
        'too-many-suggestions',
        `${limits.openSuggestions} suggestions of "${process.name}" wait already; its owner has to answer some first.`,
      );
    tx.run(db.insertInto('suggestions').values(row));
    audit(context, tx, by, row, 'suggestion.made', { text });
  });
  return toSuggestion(by, process, row, new Set());
}

const openCount = ({ db }: ReleasesContext, tx: ReleaseTransaction, processId: string): number =>
  tx.get(
    db
      .selectFrom('suggestions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('processId', '=', processId)
      .where('state', '=', 'open'),
  )?.count ?? 0;

/** Errors: 422 where the task is none of the process. */
async function elementOfTask({ db }: ReleasesContext, processId: string, taskId: string): Promise<string> {
  const task = await db.selectFrom('tasks').select(['elementId', 'processId']).where('id', '=', taskId).executeTakeFirst();
  if (task?.processId === processId) return task.elementId;
  throw new ReleaseRefused(422, 'task-not-found', `taskId: expected a task of this process, found "${taskId}".`, {
    params: { taskId },
  });
}

/** Errors: 422 where no version that is live has the element. */
async function assertElement({ db }: ReleasesContext, processId: string, elementId: string): Promise<void> {
  const rows = await db
    .selectFrom('versions')
    .select('bpmn')
    .where('processId', '=', processId)
    .orderBy('version', 'desc')
    .limit(3)
    .execute();
  if (rows.length === 0 || rows.some(({ bpmn }) => bpmn.includes(`id="${elementId}"`) || bpmn.includes(`id='${elementId}'`)))
    return;
  throw new ReleaseRefused(422, 'element-not-found', `elementId: expected an element of the process, found "${elementId}".`, {
    params: { elementId },
  });
}

async function found(context: ReleasesContext, by: Principal, id: string): Promise<{ row: SuggestionRow; process: ProcessRow }> {
  const row = await context.db.selectFrom('suggestions').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound(id);
  return { row, process: await readable(context, by, row.processId) };
}

function openSuggestion({ db }: ReleasesContext, tx: ReleaseTransaction, id: string): SuggestionRow {
  const row = tx.get(db.selectFrom('suggestions').selectAll().where('id', '=', id));
  if (!row) throw notFound(id);
  if (row.state !== 'open')
    throw new ReleaseRefused(
      409,
      'suggestion-decided',
      `The suggestion was ${row.state === 'declined' ? 'declined' : 'taken up'} already.`,
      {
        params: { id, state: row.state },
      },
    );
  return row;
}

/** Makes it a card of an iteration of its process. */
export async function takeUpSuggestion(context: ReleasesContext, by: Principal, id: string, body: TakeUp): Promise<Suggestion> {
  const { row: before, process } = await found(context, by, id);
  await drawable(context, by, before.processId);
  const live = await liveOnes(context, before.processId);
  const { db } = context;
  const row = await context.store.write((tx) => {
    const suggestion = openSuggestion(context, tx, id);
    const iteration = openNow(context, tx, body.iterationId);
    if (iteration.processId !== suggestion.processId)
      throw new ReleaseRefused(422, 'other-process', 'iterationId: expected an iteration of the suggestion’s process.', {
        params: { iterationId: body.iterationId },
      });
    const { version = null, column = 'plan' } = body;
    if (
      version !== null &&
      !tx.get(db.selectFrom('versions').select('id').where('processId', '=', process.id).where('version', '=', version))
    )
      throw versionNotFound(process.id, version);
    const { text, elementId, by: giver } = suggestion;
    const card = { column, kind: 'suggestion' as const, text, who: giver, elementId, dueOn: null, severity: null, version };
    putCard(context, tx, by, iteration, { ...card, suggestionId: id });
    const taken = {
      state: 'takenUp' as const,
      iterationId: iteration.id,
      version,
      decidedBy: by.userId,
      decidedAt: context.instant(),
    };
    tx.run(db.updateTable('suggestions').set(taken).where('id', '=', id));
    audit(context, tx, by, suggestion, 'suggestion.taken-up', { text, iteration: iteration.number });
    return { ...suggestion, ...taken };
  });
  return toSuggestion(by, process, row, live);
}

export async function declineSuggestion(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { reason }: { readonly reason: string },
): Promise<Suggestion> {
  const { row: before, process } = await found(context, by, id);
  await drawable(context, by, before.processId);
  const { db } = context;
  const row = await context.store.write((tx) => {
    const suggestion = openSuggestion(context, tx, id);
    const declined = { state: 'declined' as const, reason, decidedBy: by.userId, decidedAt: context.instant() };
    tx.run(db.updateTable('suggestions').set(declined).where('id', '=', id));
    audit(context, tx, by, suggestion, 'suggestion.declined', { text: suggestion.text, reason });
    return { ...suggestion, ...declined };
  });
  return toSuggestion(by, process, row, new Set());
}

/** Takes one's own back, while nobody has answered it. */
export async function withdrawSuggestion(context: ReleasesContext, by: Principal, id: string): Promise<void> {
  await found(context, by, id);
  await context.store.write((tx) => {
    const suggestion = openSuggestion(context, tx, id);
    if (by.userId === null || suggestion.by !== by.userId)
      throw new ReleaseRefused(403, 'not-your-suggestion', 'Only who made a suggestion takes it back; its owner may decline it.');
    tx.run(context.db.deleteFrom('suggestions').where('id', '=', id));
    audit(context, tx, by, suggestion, 'suggestion.withdrawn', { text: suggestion.text });
  });
}

function audit(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { processId }: SuggestionRow,
  action: AuditAction['action'],
  details: AuditAction['details'],
): void {
  tx.audit({ at: context.now(), by, action, target: processId, details });
  tx.note({ kind: 'process', subject: processId, at: context.now(), body: { action, by: by.userId } });
}
