/** A version, or what is drawn, as it would run: its program, what starts differently, and what its checks say. */
import type { DiffQuery, DraftContent, StartsAhead, TouchedStart, VersionImpact } from '@fortnight/shared/contract';
import type { Program } from '@fortnight/shared/kernel';
import type { ModelDiff, Part } from '@fortnight/shared/migration';
import type { ProcessSpec } from '@fortnight/shared/model';
import type { Principal } from '../access/index.ts';
import { count, hasErrors } from './check.ts';
import { currentContent } from './drafts.ts';
import { publishedIds } from './pinned-calls.ts';
import type { ReleasesContext } from './ports.ts';
import { invalidModel } from './refusal.ts';
import { mayWatch, readable } from './rights.ts';
import { readTakes } from './rollouts/takes.ts';
import { contentOf, liveVersion } from './version-rows.ts';
import { versionNotFound, versionRow } from './versions.ts';

export interface VersionAhead extends Pick<VersionImpact, 'starts' | 'tests' | 'problems'> {
  /** The same for the same content. */
  readonly key: string;
  readonly processId: string;
  /** Null for the draft. */
  readonly version: number | null;
  readonly bpmn: string;
  readonly program: Program;
  readonly settings: ProcessSpec;
}

interface Candidate {
  readonly key: string;
  readonly version: number | null;
  readonly content: DraftContent;
}

type Read = Omit<VersionAhead, 'starts'> & { readonly starts: Omit<StartsAhead, 'takes'> };

const remembered = 20;

/** What was read of documents is kept for a while: whoever watches how far a report is asks often. */
export function createVersionsAhead(context: ReleasesContext) {
  const kept = new Map<string, Promise<Read>>();
  return {
    /**
     * Errors: 404 for whoever may not know of it, 422 `invalid-model` where it does not compile.
     * Cost: the documents' thread reads it once, and compares it with the live version.
     */
    async versionAhead(by: Principal, id: string, which: DiffQuery['to']): Promise<VersionAhead> {
      const process = await readable(context, by, id);
      if (!mayWatch(by)) throw versionNotFound(id, which === 'draft' ? 0 : which);
      const candidate = await candidateOf(which);
      const live = await liveVersion(context.db, id).executeTakeFirst();
      const key = `${id} ${candidate.key} ${live?.id}`;
      const reading =
        kept.get(key) ?? readAhead(context, id, candidate, live && { version: live.version, content: contentOf(live) });
      kept.set(key, reading);
      reading.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > remembered && oldest !== undefined) kept.delete(oldest);
      const { starts, ...read } = await reading;
      return { ...read, starts: { ...starts, takes: (await readTakes(context, [id]))(id) } };

      async function candidateOf(wanted: DiffQuery['to']): Promise<Candidate> {
        if (wanted === 'draft') {
          const { etag, content } = await currentContent(context, process);
          return { key: etag, version: null, content };
        }
        const row = await versionRow(context, by, id, wanted);
        return { key: row.id, version: row.version, content: contentOf(row) };
      }
    },
  };
}

async function readAhead(
  context: ReleasesContext,
  id: string,
  { key, version, content }: Candidate,
  live: { readonly version: number; readonly content: DraftContent } | undefined,
): Promise<Read> {
  const { bpmn, forms, tests } = content;
  const processIds = await publishedIds(context);
  const [checked, compared] = await Promise.all([
    context.documents.check(bpmn, { forms, processIds, plays: tests }),
    context.documents.compare(live?.content ?? null, content),
  ]);
  const { processes, problems, failedPlays } = checked;
  const own = processes.find((each) => each.id === id);
  if (own?.program === undefined || (version === null && hasErrors(problems))) throw invalidModel(problems);
  return {
    key,
    processId: id,
    version,
    bpmn,
    program: JSON.parse(own.program),
    settings: own.settings,
    starts: { against: live?.version ?? null, ...startsOf(compared.diff, id) },
    tests: {
      total: tests.length,
      failed: failedPlays.map(({ play, verdict }) => ({ id: play.id, name: play.name, verdict: verdict.verdict })),
    },
    problems: { errors: count(problems, 'error'), warnings: count(problems, 'warning') },
  };
}

const ruleFields =
  /^(condition|conditionLanguage|extension\.(checkpoint\.rules|approval\.(autoApprove|autoReject)|stage\.(entry|exit|required)|decision)(\.|$))/;

/** What of a difference a new case meets at its start, and what decides its way. */
function startsOf({ added, removed, changed }: ModelDiff, processId: string): Omit<StartsAhead, 'against' | 'takes'> {
  const touched = (isMeant: (part: Part) => boolean): TouchedStart[] => [
    ...added.filter(isMeant).map((part) => toTouched(part, 'added')),
    ...removed.filter(isMeant).map((part) => toTouched(part, 'removed')),
    ...changed.filter((change) => isMeant(change.after)).map(({ after }) => toTouched(after, 'changed')),
  ];
  const process = changed.find(({ after }) => after.kind === 'process' && after.id === processId);
  const [before, after] = [startFormOf(process?.before), startFormOf(process?.after)];
  return {
    startEvents: touched(({ kind, parentId }) => kind === 'startEvent' && parentId === processId),
    startForm: before === after ? null : { before, after },
    forms: touched(({ kind }) => kind === 'form'),
    rules: [
      ...added.filter(hasRules).map((part) => toTouched(part, 'added')),
      ...removed.filter(hasRules).map((part) => toTouched(part, 'removed')),
      ...changed
        .filter(({ settings }) => settings.some(({ field }) => ruleFields.test(field)))
        .map(({ after: now }) => toTouched(now, 'changed')),
    ],
  };
}

const toTouched = ({ id, kind, name }: Part, change: TouchedStart['change']): TouchedStart => ({
  id,
  kind,
  ...(name !== undefined && { name }),
  change,
});

const within = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;

function startFormOf(part: Part | undefined): string | null {
  const form = within(within(part?.settings.extension, 'process'), 'startForm');
  return typeof form === 'string' ? form : null;
}

function hasRules({ settings }: Part): boolean {
  const { condition, extension } = settings;
  const lists = [
    within(within(extension, 'checkpoint'), 'rules'),
    within(within(extension, 'approval'), 'autoApprove'),
    within(within(extension, 'approval'), 'autoReject'),
    within(within(extension, 'stage'), 'entry'),
    within(within(extension, 'stage'), 'exit'),
    within(within(extension, 'stage'), 'required'),
  ];
  return (
    typeof condition === 'string' ||
    within(extension, 'decision') !== undefined ||
    lists.some((list) => Array.isArray(list) && list.length > 0)
  );
}
