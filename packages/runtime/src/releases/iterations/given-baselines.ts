/** What figures of a process were before it ran here: typed or imported, until its own twelve months are there. */
import { randomUUID } from 'node:crypto';
import {
  type Baseline,
  type BaselineImport,
  figureKinds,
  type ImportBaselines,
  type SetBaseline,
} from '@fortnight/shared/contract';
import { stepsWithFigures } from '@fortnight/shared/model';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { drawable, mayWatch, readable } from '../rights.ts';
import { inWords, type ReadBaseline, readBaselines, type Step } from './baseline-csv.ts';
import type { GivenBaselineRow } from './tables.ts';

const baselineOf = ({ processId: _, elementId, ...row }: GivenBaselineRow): Baseline => ({
  ...row,
  elementId: elementId === '' ? null : elementId,
  unit: figureKinds[row.figure].unit,
});

/** For the audit log. */
const whatOf = ({ figure, elementId, value }: GivenBaselineRow) => ({ figure, ...(elementId !== '' && { elementId }), value });

export const givenBaselinesOf = ({ db }: ReleasesContext, processId: string): Promise<GivenBaselineRow[]> =>
  db.selectFrom('givenBaselines').selectAll().where('processId', '=', processId).orderBy('figure').orderBy('elementId').execute();

/** For those who watch the process. */
export async function listBaselines(context: ReleasesContext, by: Principal, processId: string): Promise<{ items: Baseline[] }> {
  const { name } = await readable(context, by, processId);
  if (!mayWatch(by))
    throw new ReleaseRefused(403, 'role-missing', `Baselines of "${name}" are for those who draw, review or watch processes.`);
  return { items: (await givenBaselinesOf(context, processId)).map(baselineOf) };
}

/** Types one; it takes the place of what was given for the same figure. Errors: 422 for a step that is not there. */
export async function setBaseline(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  body: SetBaseline,
): Promise<Baseline> {
  await drawable(context, by, processId);
  const { elementId } = body;
  if (elementId !== undefined && !(await stepsOf(context, processId)).some(({ id }) => id === elementId))
    throw new ReleaseRefused(422, 'element-not-found', `elementId: expected a step of the process, found "${elementId}".`, {
      params: { elementId },
    });
  return context.store.write((tx) => {
    const { row, replaced } = put(context, tx, by, processId, body, 'typed');
    const details = { ...whatOf(row), ...(replaced && { replaced: replaced.value }) };
    tx.audit({ at: context.now(), by, action: 'baseline.given', target: processId, details });
    tell(context, tx, by, processId);
    return baselineOf(row);
  });
}

export async function removeBaseline(context: ReleasesContext, by: Principal, processId: string, id: string): Promise<void> {
  await drawable(context, by, processId);
  await context.store.write((tx) => {
    const { db } = context;
    const row = tx.get(db.selectFrom('givenBaselines').selectAll().where('processId', '=', processId).where('id', '=', id));
    if (!row) throw new ReleaseRefused(404, 'baseline-not-found', `The process has no baseline "${id}".`, { params: { id } });
    tx.run(db.deleteFrom('givenBaselines').where('id', '=', id));
    tx.audit({ at: context.now(), by, action: 'baseline.removed', target: processId, details: whatOf(row) });
    tell(context, tx, by, processId);
  });
}

/**
 * Takes the lines of a file, all or none; a dry run only says what would be taken.
 *
 * Errors: 422 `baselines-refused` names the first line that is refused; a dry run answers them all.
 */
export async function importBaselines(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  { csv, isDryRun = false }: ImportBaselines,
): Promise<BaselineImport> {
  await drawable(context, by, processId);
  const { rows, refusals } = readBaselines(csv, await stepsOf(context, processId));
  const [first] = refusals;
  if (first && !isDryRun)
    throw new ReleaseRefused(422, 'baselines-refused', `${inWords(first)} Nothing was taken; a dry run names every line.`, {
      params: { ...first, count: refusals.length },
    });
  if (rows.length === 0 && !isDryRun)
    throw new ReleaseRefused(422, 'baselines-empty', 'csv: expected a line below the columns, found none.');
  const looked = (before: readonly GivenBaselineRow[]): BaselineImport['rows'] => rows.map((row) => lookedAt(row, before));
  if (isDryRun) return { isDryRun, rows: looked(await givenBaselinesOf(context, processId)), refusals: [...refusals] };
  return context.store.write((tx) => {
    const told = looked(tx.all(context.db.selectFrom('givenBaselines').selectAll().where('processId', '=', processId)));
    const changed = rows.filter((_, index) => told[index]?.effect !== 'same');
    for (const row of changed) put(context, tx, by, processId, row, 'imported');
    if (changed.length > 0) {
      const details = { count: changed.length };
      tx.audit({ at: context.now(), by, action: 'baseline.imported', target: processId, details });
      tell(context, tx, by, processId);
    }
    return { isDryRun, rows: told, refusals: [] };
  });
}

/** What a line would do, beside what stands there. */
function lookedAt(row: ReadBaseline, before: readonly GivenBaselineRow[]): BaselineImport['rows'][number] {
  const { line, figure, value, from, to, source } = row;
  const [elementId, cases] = [row.elementId ?? null, row.cases ?? null];
  const there = before.find((each) => each.figure === figure && each.elementId === (elementId ?? ''));
  const textOf = (...of: readonly unknown[]) => JSON.stringify(of);
  const isSame =
    there?.origin === 'imported' &&
    textOf(there.value, there.cases, there.from, there.to, there.source) === textOf(value, cases, from, to, source);
  const effect = isSame ? 'same' : there ? 'replaces' : 'adds';
  return { line, figure, elementId, unit: figureKinds[figure].unit, value, cases, from, to, source, effect };
}

function put(
  { db, instant }: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  processId: string,
  { figure, elementId = '', value, cases, from, to, source }: SetBaseline,
  origin: GivenBaselineRow['origin'],
): { readonly row: GivenBaselineRow; readonly replaced: GivenBaselineRow | undefined } {
  const about = { figure, elementId, value, cases: cases ?? null, from, to, source };
  const row: GivenBaselineRow = { id: randomUUID(), processId, ...about, origin, by: by.userId, at: instant() };
  const ofSame = { processId, figure, elementId };
  const same = db.selectFrom('givenBaselines').selectAll();
  const replaced = tx.get(same.where((eb) => eb.and(ofSame)));
  if (replaced) tx.run(db.deleteFrom('givenBaselines').where('id', '=', replaced.id));
  tx.run(db.insertInto('givenBaselines').values(row));
  return { row, replaced };
}

const tell = ({ now }: ReleasesContext, tx: ReleaseTransaction, by: Principal, processId: string): void =>
  void tx.note({ kind: 'process', subject: processId, at: now(), body: { action: 'baselines', by: by.userId } });

/** The steps of the live version, else of the newest. */
async function stepsOf({ db, documents }: ReleasesContext, processId: string): Promise<readonly Step[]> {
  const row = await db
    .selectFrom('versions')
    .innerJoin('processes', 'processes.id', 'versions.processId')
    .select(['versions.bpmn', 'versions.version', 'processes.liveVersion'])
    .where('versions.processId', '=', processId)
    .orderBy((eb) => eb.case().when('versions.version', '=', eb.ref('processes.liveVersion')).then(0).else(1).end())
    .orderBy('versions.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return [];
  return stepsWithFigures(await documents.readProcess(row.bpmn, processId)).map(({ id, name = '' }) => ({ id, name }));
}
