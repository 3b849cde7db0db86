import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { compile, type Event, type Input, type Program, replay, type State, start, step } from './index.ts';

const by = { userId: 'ann' };
async function program(body: string): Promise<Program> {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p" isExecutable="true">${body}</process></definitions>`;
  const compiled = compile((await readXml(xml)).model);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
}
const flow = (from: string, to: string, when?: string): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${when ? `<conditionExpression>${when}</conditionExpression>` : ''}</sequenceFlow>`;

function play(on: Program, inputs: readonly Input[], variables = {}): { state: State; events: Event[] } {
  const events: Event[] = [];
  let state: State | undefined;
  for (const input of [{ type: 'start', at: 1, by, variables } as const, ...inputs]) {
    const result = input.type === 'start' ? start(on, input) : state && step(on, state, input);
    if (!result?.ok) throw new Error(JSON.stringify(result));
    state = result.state;
    events.push(...result.events);
    expect(replay(on, events)).toEqual(state);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  }
  if (!state) throw new Error('not started');
  return { state, events };
}

describe('kernel', () => {
  it('waits at a user task in under 1 KB and completes', async () => {
    const on = await program(`<startEvent id="s"/><userTask id="u"/><endEvent id="e"/>${flow('s', 'u')}${flow('u', 'e')}`);
    const waiting = play(on, []).state;
    expect(JSON.stringify(waiting).length).toBeLessThan(1024);
    const taskId = waiting.tasks[0]?.id ?? '';
    expect(play(on, [{ type: 'completeTask', at: 2, by, taskId }]).state.status).toBe('completed');
    expect(step(on, waiting, { type: 'completeTask', at: 2, by, taskId, variables: { starter: 'x' } })).toMatchObject({
      ok: false,
      rejection: { code: 'reserved-variable' },
    });
  });
  it('forks and joins inside a sub-process', async () => {
    const inner = `<startEvent id="is"/><parallelGateway id="f"/><task id="a"/><task id="b"/><parallelGateway id="j"/><endEvent id="ie"/>${flow('is', 'f')}${flow('f', 'a')}${flow('f', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'ie')}`;
    const on = await program(
      `<startEvent id="s"/><subProcess id="sub">${inner}</subProcess><endEvent id="e"/>${flow('s', 'sub')}${flow('sub', 'e')}`,
    );
    const { state, events } = play(on, []);
    expect(state).toMatchObject({ status: 'completed', tokens: [], scopes: [] });
    expect(
      events.filter(({ type, ...rest }) => type === 'elementEntered' && 'elementId' in rest && rest.elementId === 'j'),
    ).toHaveLength(1);
  });
  it('stays with an incident where no flow is taken, and goes on once it is resolved', async () => {
    const on = await program(
      `<startEvent id="s"/><exclusiveGateway id="x"/><endEvent id="e"/>${flow('s', 'x')}${flow('x', 'e', '= n = 1')}`,
    );
    const { state } = play(on, []);
    expect(state).toMatchObject({ status: 'active', incidents: [{ retry: 'leave' }] });
    const incidentId = state.incidents[0]?.id ?? '';
    const set = { type: 'setVariables', at: 2, by, variables: { n: 1 } } as const;
    expect(play(on, [set, { type: 'resolveIncident', at: 3, by, incidentId }]).state.status).toBe('completed');
  });
  it('stops an endless loop with an incident on the looping element', async () => {
    const on = await program(
      `<startEvent id="s"/><task id="a"/><task id="b"/>${flow('s', 'a')}${flow('a', 'b')}${flow('b', 'a')}`,
    );
    expect(play(on, []).state.incidents).toMatchObject([{ retry: 'arrive' }]);
  });
  it('stops an endless loop through an inclusive join as well', async () => {
    const gateways = `<inclusiveGateway id="a" default="a-b"/><inclusiveGateway id="b" default="b-a"/>`;
    const on = await program(`<startEvent id="s"/>${gateways}${flow('s', 'a')}${flow('a', 'b')}${flow('b', 'a')}`);
    expect(play(on, []).state.incidents).toMatchObject([{ retry: 'arrive' }]);
  });
  it('runs more at once than a loop may enter, each through several elements, and ends once all have', async () => {
    const inner = `<startEvent id="is"/><inclusiveGateway id="f"/><userTask id="a"/><task id="b"/><inclusiveGateway id="j"/><endEvent id="ie"/>${flow('is', 'f')}${flow('f', 'a')}${flow('f', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'ie')}`;
    const loop = `<multiInstanceLoopCharacteristics><loopCardinality>= 1500</loopCardinality></multiInstanceLoopCharacteristics>`;
    const on = await program(
      `<startEvent id="s"/><subProcess id="sub">${loop}${inner}</subProcess><endEvent id="e"/>${flow('s', 'sub')}${flow('sub', 'e')}`,
    );
    const begun = start(on, { type: 'start', at: 1, by });
    if (!begun.ok) throw new Error(begun.rejection.message);
    const first = begun.state;
    expect(first).toMatchObject({ incidents: [], tasks: { length: 1500 } });
    let state = first;
    for (let [task] = state.tasks; task; [task] = state.tasks) {
      const result = step(on, state, { type: 'completeTask', at: 2, by, taskId: task.id });
      if (!result.ok) throw new Error(result.rejection.message);
      state = result.state;
    }
    expect(state).toMatchObject({ status: 'completed', tokens: [], scopes: [] });
    expect(first).toMatchObject({ tokens: { length: 4501 }, tasks: { length: 1500 } });
  });
  it('begins no more runs at once than it may, however they are inside of one another', async () => {
    const many = `<multiInstanceLoopCharacteristics><loopCardinality>= 300</loopCardinality></multiInstanceLoopCharacteristics>`;
    const inner = `<startEvent id="is"/><userTask id="a">${many}</userTask><endEvent id="ie"/>${flow('is', 'a')}${flow('a', 'ie')}`;
    const on = await program(
      `<startEvent id="s"/><subProcess id="sub">${many}${inner}</subProcess><endEvent id="e"/>${flow('s', 'sub')}${flow('sub', 'e')}`,
    );
    const { tasks, incidents } = play(on, []).state;
    expect(tasks).toHaveLength(9600);
    expect(incidents).toHaveLength(300 - 9600 / 300);
    expect(incidents[0]).toMatchObject({ retry: 'arrive' });
  });
  it('finds what it looks up in a long list as in a short one, whichever state it is asked of', async () => {
    const loop = `<multiInstanceLoopCharacteristics><loopCardinality>= 100</loopCardinality></multiInstanceLoopCharacteristics>`;
    const on = await program(
      `<startEvent id="s"/><userTask id="u">${loop}</userTask><endEvent id="e"/>${flow('s', 'u')}${flow('u', 'e')}`,
    );
    const begun = play(on, []).state;
    const completed = (state: State, taskId = '') => step(on, state, { type: 'completeTask', at: 2, by, taskId });
    const ids = begun.tasks.map(({ id }) => id);
    // From one state in two ways, and again: what was kept beside it for the first must not mislead the others.
    const [one, other, again] = [completed(begun, ids[3]), completed(begun, ids[60]), completed(begun, ids[3])];
    expect(again).toEqual(one);
    expect(other.ok && other.state.tasks.map(({ id }) => id)).toEqual(ids.filter((id) => id !== ids[60]));
    expect(completed(begun, 'nothing')).toMatchObject({ ok: false });
    expect(
      play(
        on,
        ids.toReversed().map((taskId) => ({ type: 'completeTask', at: 2, by, taskId })),
      ).state.status,
    ).toBe('completed');
  });
});
