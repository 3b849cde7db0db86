import type { Draft, DraftContent, Outline, WireProblem } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { type Checked, count, hasErrors } from './check.ts';
import { etagOf, withProcessName } from './content.ts';
import { publishedIds } from './pinned-calls.ts';
import type { ReleasesContext } from './ports.ts';
import { invalidModel, ReleaseRefused } from './refusal.ts';
import { drawable, mayWatch, readable } from './rights.ts';
import { readStandings } from './standings.ts';
import type { DraftRow, ProcessRow, ProposalRow } from './tables.ts';
import { contentOf, liveVersion, newestVersion } from './version-rows.ts';

/** What is drawn now: the draft, or else the newest version as a draft that would begin from it. */
export interface Current {
  readonly content: DraftContent;
  readonly etag: string;
  readonly savedAt: string;
  readonly savedBy: string | null;
  readonly baseVersion: number | null;
  /** Null where nothing was drawn since the newest version. */
  readonly problems: WireProblem[] | null;
  /** The newest version, where that is all that is drawn and it was proposed and is neither published nor closed. */
  readonly openVersion: number | null;
  /** Who proposed the newest version, where that is all that is drawn. */
  readonly proposedBy: string | null;
}

export async function currentContent(context: ReleasesContext, row: ProcessRow): Promise<Current> {
  const { db } = context;
  const draft = await db.selectFrom('drafts').selectAll().where('processId', '=', row.id).executeTakeFirst();
  if (draft) {
    const { etag, savedAt, savedBy, baseVersion } = draft;
    const problems: WireProblem[] = JSON.parse(draft.problems);
    return {
      content: JSON.parse(draft.content),
      etag,
      savedAt,
      savedBy,
      baseVersion,
      problems,
      openVersion: null,
      proposedBy: null,
    };
  }
  const version = await newestVersion(db, row.id).executeTakeFirstOrThrow();
  const proposal = (await readStandings(context, [version]))(version).proposal?.row;
  const content = contentOf(version);
  // A process that was renamed since keeps its new name, unless the version is to bring another.
  const isRenamed = row.name !== version.name && (!proposal || proposal.state === 'published');
  if (isRenamed) content.bpmn = withProcessName(content.bpmn, row.id, row.name);
  return {
    content,
    etag: etagOf(content),
    savedAt: version.createdAt,
    savedBy: proposal ? proposal.savedBy : version.createdBy,
    baseVersion: version.version,
    problems: null,
    openVersion: proposal && isOpen(proposal) ? version.version : null,
    proposedBy: proposal?.proposedBy ?? null,
  };
}

const isOpen = ({ state }: ProposalRow): boolean => state === 'inReview' || state === 'approved';

export async function getDraft(context: ReleasesContext, by: Principal, id: string): Promise<Draft> {
  const row = await readable(context, by, id);
  if (!mayWatch(by)) throw new ReleaseRefused(403, 'role-missing', 'A draft is for those who draw, review or watch processes.');
  const current = await currentContent(context, row);
  const { bpmn, forms } = current.content;
  const problems =
    current.problems ?? (await context.documents.check(bpmn, { forms, processIds: await publishedIds(context) })).problems;
  return toDraft(id, { ...current, problems });
}

/**
 * Saves over the draft that `ifMatch` names, `*` over whatever stands; what stands is never overwritten unseen.
 *
 * Errors: 412 where another stands, 428 where one stands and none is named.
 */
export async function saveDraft(
  context: ReleasesContext,
  by: Principal,
  id: string,
  content: DraftContent,
  ifMatch: string | undefined,
): Promise<Draft> {
  const row = await drawable(context, by, id);
  const before = await currentContent(context, row);
  if (before.problems !== null) assertNamed(before, ifMatch);
  else assertMatch(before, ifMatch);
  const checked = await context.documents.check(content.bpmn, { forms: content.forms, processIds: await publishedIds(context) });
  const name = nameOf(checked, id);
  const { baseVersion } = before;
  const outline = checked.processes.find((process) => process.id === id)?.outline;
  const draft = toDraftRow(
    { processId: id, content, savedAt: context.instant(), savedBy: by.userId, baseVersion },
    { problems: checked.problems, outline },
  );
  if (draft.etag === before.etag && before.problems !== null) return toDraft(id, { ...before, problems: before.problems });
  await context.store.write((tx) => {
    const standing = tx.get(context.db.selectFrom('drafts').selectAll().where('processId', '=', id));
    if (standing) assertNamed(standing, ifMatch);
    const { processId: _, ...changes } = draft;
    if (standing) tx.run(context.db.updateTable('drafts').set(changes).where('processId', '=', id));
    else tx.run(context.db.insertInto('drafts').values(draft));
    // Once there is a version, a new name waits to be published with the rest of the draft.
    const takesName = name !== undefined && row.liveVersion === null;
    const changed = { updatedAt: draft.savedAt, ...(takesName && { name }) };
    tx.run(context.db.updateTable('processes').set(changed).where('id', '=', id));
    tx.note({ kind: 'draft', subject: id, at: context.now(), body: { etag: draft.etag, by: by.userId } });
  });
  return toDraft(id, { ...draft, content, problems: checked.problems });
}

/** Goes back to the newest version; where that was declined or withdrawn, to the live one. */
export async function discardDraft(
  context: ReleasesContext,
  by: Principal,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  const row = await drawable(context, by, id);
  const standing = await currentContent(context, row);
  const newest = await newestVersion(context.db, id).executeTakeFirst();
  const proposal = newest && (await readStandings(context, [newest]))(newest).proposal?.row;
  const isClosed = proposal?.state === 'declined' || proposal?.state === 'withdrawn';
  if (!newest || (row.liveVersion === null && isClosed))
    throw new ReleaseRefused(409, 'nothing-published', `"${row.name}" was never published; there is nothing to go back to.`, {
      params: { id },
    });
  if (standing.problems === null && !isClosed) return;
  assertMatch(standing, ifMatch);
  const live = isClosed ? await liveDraft(context, row) : undefined;
  await context.store.write((tx) => {
    const draft = tx.get(context.db.selectFrom('drafts').selectAll().where('processId', '=', id));
    if (draft && draft.etag !== standing.etag) assertMatch(draft, standing.etag);
    tx.run(context.db.deleteFrom('drafts').where('processId', '=', id));
    if (live) tx.run(context.db.insertInto('drafts').values(live));
    tx.note({ kind: 'draft', subject: id, at: context.now(), body: { etag: live?.etag ?? null, by: by.userId } });
  });
}

/** The live version as a draft that goes on from it. */
async function liveDraft(context: ReleasesContext, { id, name }: ProcessRow): Promise<DraftRow> {
  const version = await liveVersion(context.db, id).executeTakeFirstOrThrow();
  const content = contentOf(version);
  if (name !== version.name) content.bpmn = withProcessName(content.bpmn, id, name);
  const { forms } = content;
  const checked = await context.documents.check(content.bpmn, { forms, processIds: await publishedIds(context) });
  const outline = checked.processes.find((process) => process.id === id)?.outline;
  const { createdAt: savedAt, createdBy: savedBy, version: baseVersion } = version;
  return toDraftRow({ processId: id, content, savedAt, savedBy, baseVersion }, { problems: checked.problems, outline });
}

export function assertMatch(standing: Pick<Current, 'etag' | 'savedAt' | 'savedBy'>, ifMatch: string | undefined): void {
  const { etag, savedAt, savedBy } = standing;
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === etag) return;
  throw new ReleaseRefused(
    412,
    'draft-changed',
    `The draft was saved meanwhile, at ${savedAt}; what you sent was not saved over it. Load it, or save yours as a copy.`,
    { params: { etag, savedAt, savedBy } },
  );
}

/** A draft is overwritten by whoever says which one, or that it does not matter. */
function assertNamed(standing: Pick<Current, 'etag' | 'savedAt' | 'savedBy'>, ifMatch: string | undefined): void {
  assertMatch(standing, ifMatch);
  if (ifMatch !== undefined) return;
  const { savedAt, savedBy } = standing;
  throw new ReleaseRefused(
    428,
    'if-match-wanted',
    `A draft stands, saved at ${savedAt}. Read it and send its ETag as If-Match, or send If-Match: * to save over any.`,
    { params: { savedAt, savedBy } },
  );
}

/** What a draft's document was found to be. */
interface Found {
  readonly problems: readonly WireProblem[];
  readonly outline: Outline | undefined;
}

/** The row of a draft, with what was found of it. */
export function toDraftRow(
  draft: { content: DraftContent } & Pick<DraftRow, 'processId' | 'savedAt' | 'savedBy' | 'baseVersion'>,
  { problems, outline }: Found,
): DraftRow {
  const { processId, content, savedAt, savedBy, baseVersion } = draft;
  return {
    processId,
    etag: etagOf(content),
    content: JSON.stringify(content),
    problems: JSON.stringify(problems),
    errorCount: count(problems, 'error'),
    warningCount: count(problems, 'warning'),
    savedAt,
    savedBy,
    baseVersion,
    outline: outline === undefined ? null : JSON.stringify(outline),
  };
}

/** The name that the document gives to its process; refuses a document that is none, or that holds another process. */
function nameOf({ processes, problems }: Checked, id: string): string | undefined {
  if (processes.length === 0 && hasErrors(problems)) throw invalidModel(problems);
  const own = processes.find((process) => process.id === id);
  if (own) return own.name;
  const found = processes.map((process) => process.id).join(', ');
  throw new ReleaseRefused(422, 'process-id-differs', `Expected the document of the process "${id}"; found ${found || 'none'}.`, {
    params: { expected: id, found },
  });
}

type Drafted = Pick<Current, 'content' | 'etag' | 'savedAt' | 'savedBy' | 'baseVersion'> & { readonly problems: WireProblem[] };

const toDraft = (processId: string, { content, etag, savedAt, savedBy, baseVersion, problems }: Drafted): Draft => ({
  processId,
  ...content,
  etag,
  savedAt,
  savedBy,
  baseVersion,
  problems,
});
