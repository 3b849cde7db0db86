/** What differs between two versions, as far as figures and readers ask: read once, for versions never change. */
import type { ReleasesContext } from '../ports.ts';
import { contentOf } from '../version-rows.ts';

export interface ChangesBetween {
  /** Ids of what came, went, or is set otherwise. */
  readonly touched: ReadonlySet<string>;
  /** Steps that came or changed, with the groups that they name. */
  readonly steps: readonly { readonly elementId: string; readonly groups: readonly string[] }[];
}

const known = new Map<string, Promise<ChangesBetween>>();
const mostKnown = 500;

/** `from` null: there was nothing before. */
export function changesBetween(context: ReleasesContext, from: string | null, to: string): Promise<ChangesBetween> {
  const key = `${from ?? ''}\n${to}`;
  const read = known.get(key) ?? readChanges(context, from, to);
  if (known.size >= mostKnown) known.clear();
  known.set(key, read);
  read.catch(() => known.delete(key));
  return read;
}

async function readChanges(context: ReleasesContext, from: string | null, to: string): Promise<ChangesBetween> {
  const rows = await context.db
    .selectFrom('versions')
    .selectAll()
    .where('id', 'in', [to, from ?? to])
    .execute();
  const [before, after] = [rows.find((row) => row.id === from), rows.find((row) => row.id === to)];
  if (!after) return { touched: new Set(), steps: [] };
  const { diff } = await context.documents.compare(before ? contentOf(before) : null, contentOf(after));
  const now = [...diff.added, ...diff.changed.map((change) => change.after)];
  return {
    touched: new Set([...now, ...diff.removed, ...diff.changed.map((change) => change.before)].map(({ id }) => id)),
    steps: now.flatMap(({ id, settings }) => {
      const groups = groupsIn(settings.extension);
      return groups === undefined ? [] : [{ elementId: id, groups }];
    }),
  };
}

/** The groups that an assignment, an approval or a checkpoint names; undefined where nobody is asked. */
function groupsIn(extension: unknown): readonly string[] | undefined {
  if (typeof extension !== 'object' || extension === null) return undefined;
  const { assignment, approval, checkpoint } = extension as Record<string, unknown>;
  const asked = [assignment, approval, checkpoint].filter((each) => each !== undefined);
  if (asked.length === 0) return undefined;
  const named = [...JSON.stringify([approval, checkpoint]).matchAll(/group:([^"\\\s,;]+)/g)].flatMap(([, group]) => group ?? []);
  const { groups } = (assignment ?? {}) as { groups?: unknown };
  const assigned = typeof groups === 'string' && !groups.startsWith('=') ? groups.split(/[\s,]+/).filter(Boolean) : [];
  return [...new Set([...named, ...assigned])];
}
