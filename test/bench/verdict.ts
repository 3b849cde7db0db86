/** V1 and V2: a year of 100,000 cases, whose figures are counted by days; an iteration asks for its verdict. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createManualClock, createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import Database from 'better-sqlite3';
import { inFolder } from './in-folder.ts';
import { sized } from './mode.ts';
import type { Row } from './report.ts';

const few = 1_000;
const many = sized({ quick: 10_000, usual: 100_000 });
const tasksOfCase = 3;
const looks = 9;
const dayMs = 86_400_000;
const now = Date.parse('2026-12-01T01:00:00Z');
const shippedAt = now - 9 * dayMs;

const model = (
  name: string,
) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
  <process id="deal" name="Deal" isExecutable="true"><startEvent id="start"/><userTask id="sign" name="${name}"/>
  <endEvent id="end"><extensionElements><fortnight:end outcome="won"/></extensionElements></endEvent>
  <sequenceFlow id="f1" sourceRef="start" targetRef="sign"/><sequenceFlow id="f2" sourceRef="sign" targetRef="end"/></process></definitions>`;

type Columns = Record<string, string | number | null>;

/** The same draws in every run. */
function drawing(): () => number {
  let seed = 20_261_201;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
}

/** A process with two versions, of which the second is rolled out to a quarter in an iteration that runs. */
async function prepare(database: string): Promise<{ iterationId: string }> {
  const clock = createManualClock(shippedAt - 360 * dayMs);
  const runtime = await createRuntime({ database, clock });
  await runtime.deploy(hostPrincipal, { files: [{ name: 'deal.bpmn', content: model('Sign') }] });
  await runtime.setAnchor(hostPrincipal, { anchor: new Date(shippedAt - dayMs).toISOString().slice(0, 10) });
  await runtime.startInstance(hostPrincipal, { processId: 'deal', businessKey: 'first' });
  await runtime.advanceTo(shippedAt);
  const { id: iterationId } = await runtime.planIteration(hostPrincipal, 'deal', {
    hypothesis: 'Faster.',
    targets: [
      { figure: 'cycleTime', target: dayMs },
      { figure: 'stepTime', elementId: 'sign', target: dayMs },
      { figure: 'sentBack', target: 0.1 },
    ],
    benchmark: 'scorecard-2026',
  });
  await runtime.deploy(hostPrincipal, { files: [{ name: 'deal.bpmn', content: model('Sign fast') }], propose: true });
  await runtime.rollOut(hostPrincipal, 'deal', { version: 2, share: 25 });
  await runtime.close();
  return { iterationId };
}

/** Writes the rows of cases as the engine would have: most of them in the year before, the others drawn by the roll-out. */
function fill(file: string, cases: number): void {
  const db = new Database(file);
  const draw = drawing();
  const one = (sql: string) => db.prepare(sql).get() as Columns;
  const [instance, task] = [one('SELECT * FROM instances LIMIT 1'), one('SELECT * FROM tasks LIMIT 1')];
  const { id: rolloutId } = one('SELECT id FROM rollouts');
  const inserting = (table: string, columns: readonly string[]) =>
    db.prepare(`INSERT INTO ${table} ("${columns.join('", "')}") VALUES (${columns.map((name) => `@${name}`).join(', ')})`);
  // The counts by days come with their migration, from what is stored.
  const { number } = one("SELECT max(number) AS number FROM migrations WHERE room = 'engine'");
  db.exec(`DELETE FROM migrations WHERE room = 'engine' AND number = ${number}; DROP TABLE caseDays; DROP TABLE stepDays;
    ALTER TABLE instances DROP COLUMN marks`);
  const { marks: _, ...bare } = instance;
  const [addCase, addTask] = [inserting('instances', Object.keys(bare)), inserting('tasks', Object.keys(task))];
  db.transaction(() => {
    for (let index = 0; index < cases; index++) {
      const id = `case-${String(index).padStart(7, '0')}`;
      const isDrawn = index % 25 === 0;
      const version = isDrawn && draw() < 0.25 ? 2 : 1;
      const startedAt = Math.floor(isDrawn ? shippedAt + draw() * 8 * dayMs : shippedAt - draw() * 350 * dayMs);
      const lasts = Math.floor(-Math.log(1 - draw()) * (version === 2 ? 2 : 4) * dayMs);
      const endedAt = startedAt + lasts < now ? startedAt + lasts : null;
      addCase.run({
        ...bare,
        ...{ id, version, startedAt, updatedAt: endedAt ?? now, endedAt, businessKey: id, caseName: id, search: id },
        ...{ state: endedAt === null ? 'active' : 'completed', outcome: endedAt === null ? null : draw() < 0.3 ? 'won' : 'lost' },
        ...{ rolloutId: isDrawn ? rolloutId : null, drawnBy: isDrawn ? 'share' : null, tokens: '[]', places: '' },
      });
      for (let number = 1; number <= tasksOfCase; number++) {
        const createdAt = startedAt + Math.floor((lasts * (number - 1)) / tasksOfCase);
        const completedAt = startedAt + Math.floor((lasts * number) / tasksOfCase);
        const isOpen = completedAt >= now;
        addTask.run({
          ...task,
          ...{ id: `${id}~t${number}`, instanceId: id, version, createdAt, completedAt: isOpen ? null : completedAt },
          ...{ state: isOpen ? 'open' : 'completed', dueAt: createdAt + dayMs, outcome: draw() < 0.1 ? 'send-back' : 'approve' },
        });
      }
    }
  })();
  db.close();
}

const medianMs = async (look: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < looks; index++) {
    const from = performance.now();
    await look();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(looks / 2)] ?? 0;
};

interface Measured {
  readonly openingMs: number;
  readonly evidenceMs: number;
  readonly boardMs: number;
}

async function measure(file: string, cases: number): Promise<Measured> {
  const database = `sqlite:${file}`;
  const { iterationId } = await prepare(database);
  fill(file, cases);
  const from = performance.now();
  const runtime: Runtime = await createRuntime({ database, clock: createManualClock(now) });
  const openingMs = performance.now() - from;
  const evidence = await runtime.getEvidence(hostPrincipal, iterationId);
  const [control, baseline] = evidence.stages;
  assert.ok((baseline?.againstCases ?? 0) > cases * 0.9, 'the year is counted');
  assert.ok((control?.treatmentCases ?? 0) > cases * 0.005, 'the pilot is counted');
  const evidenceMs = await medianMs(() => runtime.getEvidence(hostPrincipal, iterationId));
  const boardMs = await medianMs(() => runtime.getIteration(hostPrincipal, iterationId));
  await runtime.close();
  return { openingMs, evidenceMs, boardMs };
}

export const measureVerdict = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const withFew = await measure(join(folder, 'few.db'), few);
    const withMany = await measure(join(folder, 'many.db'), many);
    const size = many.toLocaleString('en');
    const anchor = `the same of ${few.toLocaleString('en')} cases`;
    const row = (id: string, what: string, value: number, of: number): Row => ({
      id,
      what,
      value,
      unit: 'ms',
      anchor,
      ratio: value / of,
    });
    return [
      row('V1', `evidence for a verdict, three stages, a year of ${size} cases`, withMany.evidenceMs, withFew.evidenceMs),
      row('V1', `the board of its iteration`, withMany.boardMs, withFew.boardMs),
      row('V2', `opening a database of before, its ${size} cases counted by days`, withMany.openingMs, withFew.openingMs),
    ];
  });
