/** K6: what one step of the kernel costs, by what it does, by how large the process is, and by how many tokens are open. */
import assert from 'node:assert/strict';
import { compile, type Input, type Program, type State, start, step } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { median } from './load.ts';
import { sized } from './mode.ts';
import { definitions, fiveInParallel, flow, ofElements, sequenceOfTen } from './models.ts';
import { runBpmnEngine } from './peers/bpmn-engine.ts';
import type { Row } from './report.ts';

const by = { userId: 'u1' };

const around = (activity: string): string =>
  definitions(`<startEvent id="start"/>${activity}<endEvent id="end"/>${flow('start', 'a')}${flow('a', 'end')}`);
const times = (count: number): string =>
  `<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">${count}</loopCardinality></multiInstanceLoopCharacteristics>`;
const atOnce = (count: number): string => around(`<userTask id="a">${times(count)}</userTask>`);

const choice = (): string =>
  definitions(
    `<startEvent id="start"/><userTask id="a"/><exclusiveGateway id="split" default="split-c"/><userTask id="b"/><userTask id="c"/>
    <exclusiveGateway id="merge"/><endEvent id="end"/>${flow('start', 'a')}${flow('a', 'split')}${flow('split', 'b', '= 1 > 2')}
    ${flow('split', 'c')}${flow('b', 'merge')}${flow('c', 'merge')}${flow('merge', 'end')}`,
  );
const looped = (): string =>
  around(
    `<userTask id="a"><standardLoopCharacteristics loopMaximum="20"><loopCondition xsi:type="tFormalExpression">= true</loopCondition></standardLoopCharacteristics></userTask>`,
  );
const inside = (): string =>
  around(
    `<subProcess id="a"><startEvent id="s"/><userTask id="b"/><userTask id="c"/><endEvent id="e"/>${flow('s', 'b')}${flow('b', 'c')}${flow('c', 'e')}</subProcess>`,
  );
const timed = (): string =>
  definitions(
    `<startEvent id="start"/><userTask id="a"/><boundaryEvent id="late" attachedToRef="a"><timerEventDefinition>
    <timeDuration xsi:type="tFormalExpression">PT5H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="end"/><endEvent id="over"/>
    ${flow('start', 'a')}${flow('a', 'end')}${flow('late', 'over')}`,
  );

/** `beside`: bpmn-engine plays it to its end as well, on conditions and loops that it reads the same. */
const shapes: readonly { readonly what: string; readonly xml: string; readonly beside: boolean }[] = [
  { what: 'sequence', xml: sequenceOfTen(), beside: true },
  { what: 'choice', xml: choice(), beside: false },
  { what: 'fork and join', xml: fiveInParallel(), beside: true },
  { what: 'multi-instance, 50', xml: atOnce(50), beside: true },
  { what: 'loop, 20', xml: looped(), beside: false },
  { what: 'sub-process', xml: inside(), beside: true },
  { what: 'boundary timer', xml: timed(), beside: false },
];

async function programOf(xml: string): Promise<Program> {
  const compiled = compile((await readXml(xml)).model);
  assert(compiled.ok);
  return compiled.value;
}

interface Measured {
  readonly microsEach: number;
  /** Of the state as text, after the start. */
  readonly bytes: number;
}

/** Plays to the end, or so many steps, until at least so many were taken; the start counts as a step. */
function measure(program: Program, atLeast: number, stepsEach = Number.POSITIVE_INFINITY): Measured {
  let [steps, micros, bytes] = [0, 0, 0];
  while (steps < atLeast) {
    const before = process.cpuUsage();
    const begun = start(program, { type: 'start', at: 0, by });
    assert(begun.ok);
    let state: State = begun.state;
    if (stepsEach === Number.POSITIVE_INFINITY) steps += 1;
    const from = stepsEach === Number.POSITIVE_INFINITY ? before : process.cpuUsage();
    let taken = 0;
    for (let input = nextOf(state); input && taken < stepsEach; input = nextOf(state), taken += 1) {
      const next = step(program, state, input);
      assert(next.ok);
      state = next.state;
    }
    const used = process.cpuUsage(from);
    micros += used.user + used.system;
    steps += taken;
    assert(stepsEach < Number.POSITIVE_INFINITY || state.status === 'completed', 'every case has ended');
    bytes ||= JSON.stringify(begun.state).length;
  }
  return { microsEach: micros / steps, bytes };
}

function nextOf({ tasks: [task] }: State): Input | undefined {
  return task && { type: 'completeTask', at: 0, by, taskId: task.id };
}

const steps = sized({ quick: 10_000, usual: 50_000 });
const row = (what: string, value: number, anchor: string, ratio: number): Row => ({
  id: 'K6',
  what,
  value,
  unit: 'ns/step',
  anchor,
  ratio,
});

async function shapeRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, xml, beside } of shapes) {
    const program = await programOf(xml);
    measure(program, steps / 5);
    const { microsEach, bytes } = measure(program, steps);
    rows.push(row(`step: ${what}`, microsEach * 1_000, 'sequence', 0));
    rows.push({ id: 'K6', what: `state that waits: ${what}`, value: bytes, unit: 'bytes', anchor: 'sequence', ratio: 0 });
    if (!beside) continue;
    await runBpmnEngine(xml, 5);
    const peer = await runBpmnEngine(xml, 50);
    assert.equal(peer.finished, 50, 'bpmn-engine finished all it began');
    // Its start is a step too, as ours is.
    rows.push(row(`step: ${what}`, microsEach * 1_000, 'bpmn-engine', microsEach / (peer.cpuMicros / (peer.signals + 50))));
  }
  // The first two rows are those of the sequence.
  return rows.map((each, _index, [time, size]) =>
    each.anchor === 'sequence'
      ? { ...each, ratio: each.value / ((each.unit === 'bytes' ? size : time)?.value ?? Number.NaN) }
      : each,
  );
}

/** The same step where the process, or what is open, is large. */
async function sizeRows(): Promise<Row[]> {
  const some = 5;
  const programs = await Promise.all([21, 1_090, 16_000].map(async (count) => programOf(ofElements(count))));
  for (const program of programs) measure(program, steps / 5, some);
  // In turns, so that what else the machine does falls on all of them.
  const turns = Array.from({ length: 9 }, () => programs.map((program) => measure(program, steps / 5, some).microsEach));
  const nodes = programs.map(({ elements }, index) => ({
    count: elements.length,
    micros: median(turns.map((turn) => turn[index] ?? Number.NaN)),
  }));
  const [ten, ...larger] = nodes;
  assert(ten);
  const rows = larger.map(({ count, micros }) =>
    row(
      `step: a process of ${count.toLocaleString('en')} nodes`,
      micros * 1_000,
      `${ten.count} nodes`,
      median(
        turns.map((turn) => (turn[nodes.findIndex((node) => node.count === count)] ?? Number.NaN) / (turn[0] ?? Number.NaN)),
      ),
    ),
  );
  const few = await programOf(atOnce(10));
  measure(few, steps / 5, some);
  const ofFew = measure(few, steps, some).microsEach;
  for (const count of [1_000, 10_000]) {
    const ofMany = measure(await programOf(atOnce(count)), count, count / 2).microsEach;
    rows.push(row(`step: ${count.toLocaleString('en')} tokens open`, ofMany * 1_000, '10 tokens open', ofMany / ofFew));
  }
  return rows;
}

export const measureSteps = async (): Promise<Row[]> => [...(await shapeRows()), ...(await sizeRows())];
