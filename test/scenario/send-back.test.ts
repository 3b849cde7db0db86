import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const step = (id: string) => tag('userTask', id);
const approval = (id: string, to: string, more = '') =>
  tag(
    'userTask',
    id,
    `<fortnight:approval mode="one" result="${id}r"><fortnight:approver who="user:boss"/><fortnight:approver who="user:cfo"/><fortnight:outcome id="ok" kind="approve"/><fortnight:outcome id="back" kind="send-back" to="${to}"/>${more}</fortnight:approval>`,
  );
const checkpoint = (id: string) =>
  tag(
    'businessRuleTask',
    id,
    `<fortnight:checkpoint reviewers="group:legal" result="${id}r"><fortnight:rule id="fine" when="fine = true"/></fortnight:checkpoint>`,
  );
const stage = (id: string, order: number, inside: string) =>
  tag(
    'subProcess',
    id,
    `<fortnight:stage order="${order}"><fortnight:exit id="x" condition="${id}Done = true"/></fortnight:stage>`,
    inside,
  );
const back = { outcome: 'back', comment: 'The price is wrong.' };
const start = async (body: string) => Case.start(await program(body), { fine: true, oneDone: true, twoDone: true });

describe('a send-back', () => {
  const line = `<startEvent id="s"/>${step('a')}${step('b')}${approval('d', 'a, b')}<endEvent id="e"/>${flows('s', 'a', 'b', 'd', 'e')}`;

  it('goes to the step that is chosen, needs a reason, and the case comes again', async () => {
    const played = await start(line);
    played.complete('a', 'rep');
    played.complete('b', 'rep2');
    expect(played.refused(played.completion('d', 'boss', { outcome: 'back', to: 'a' })).code).toBe('comment-required');
    expect(played.refused(played.completion('d', 'boss', back)).code).toBe('unknown-target');
    expect(played.refused(played.completion('d', 'boss', { ...back, to: 's' })).code).toBe('unknown-target');
    played.complete('d', 'boss', { ...back, to: 'a' });
    expect(played.waitsAt).toEqual(['a']);
    expect(played.state.variables.dr).toMatchObject({ outcome: 'back', votes: [{ by: 'boss', comment: back.comment }] });
    expect(played.all('sentBack')).toMatchObject([
      { elementId: 'd', to: 'a', return: 'again', by: { userId: 'boss' }, comment: back.comment },
    ]);
    expect(played.all('elementTerminated')).toMatchObject([{ elementId: 'd', cause: 'sentBack' }]);
    expect(played.all('taskOpened').at(-1)).toMatchObject({ elementId: 'a', requestedBy: 'boss' });
    expect(played.host.effects).toContainEqual({ type: 'notify', kind: 'sentBack', elementId: 'd', users: ['rep2'], groups: [] });
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['b']);
    played.complete('b', 'rep');
    expect(played.open('d')).toHaveLength(2);
    played.complete('d', 'cfo', { outcome: 'ok' });
    expect(played.state).toMatchObject({ status: 'completed', tokens: [] });
  });

  it('comes straight back to who sent it where that is asked for', async () => {
    const played = await start(line);
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    played.complete('d', 'boss', { ...back, to: 'a', return: 'direct' });
    played.complete('a', 'rep2');
    expect(played.waitsAt).toEqual(['d']);
    expect(played.all('taskOpened').at(-1)).toMatchObject({ elementId: 'd', requestedBy: 'rep2' });
    played.complete('d', 'boss', { outcome: 'ok' });
    expect(played.state.status).toBe('completed');
  });

  it('goes only where the case has been', async () => {
    const either = `<startEvent id="s"/><exclusiveGateway id="x" default="x-b"/>${step('a')}${step('b')}${approval('d', 'a')}<endEvent id="e"/>${flows('s', 'x', 'b', 'd', 'e')}${flow('x', 'a', 'never')}${flow('a', 'd')}`;
    const played = await start(either);
    played.complete('b', 'rep');
    expect(played.refused(played.completion('d', 'boss', back)).code).toBe('nothing-to-return-to');
  });

  const guarded = `<startEvent id="s"/>${step('a')}${checkpoint('c')}${step('b')}${approval('d', 'a, b')}<endEvent id="e"/>${flows('s', 'a', 'c', 'b', 'd', 'e')}`;

  it('makes the case owe every checkpoint behind the target again, and never passes it by', async () => {
    const played = await start(guarded);
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(played.state.passed).toEqual(['c']);
    const direct = { ...back, return: 'direct' as const };
    expect(played.refused(played.completion('d', 'boss', { ...direct, to: 'a' }))).toMatchObject({
      code: 'checkpoint-owed',
      params: { checkpoints: ['c'] },
    });
    played.complete('d', 'boss', { ...direct, to: 'b' });
    expect(played.state.passed).toEqual(['c']);
    played.complete('b', 'rep');
    played.complete('d', 'boss', { ...back, to: 'a' });
    expect(played.all('sentBack').at(-1)).toMatchObject({ owed: ['c'] });
    expect(played.state.passed).toBeUndefined();
    played.complete('a', 'rep', { variables: { fine: false } });
    expect(played.waitsAt).toEqual(['c']);
  });

  const inner = (id: string, inside: string, ...ids: string[]) =>
    `<startEvent id="${id}_s"/>${inside}<endEvent id="${id}_e"/>${flows(`${id}_s`, ...ids, `${id}_e`)}`;
  const stages = `<startEvent id="s"/>${stage('one', 1, inner('one', step('a') + step('a2'), 'a', 'a2'))}${stage('two', 2, inner('two', step('b') + approval('d', 'a, b'), 'b', 'd'))}<endEvent id="e"/>${flows('s', 'one', 'two', 'e')}`;

  it('leaves the stage as sent back, opens the earlier one without its start, and moves the case back', async () => {
    const played = await start(stages);
    for (const id of ['a', 'a2', 'b']) played.complete(id, 'rep');
    played.complete('d', 'boss', { ...back, to: 'a' });
    expect(played.waitsAt).toEqual(['one', 'a']);
    expect(played.all('stageLeft').at(-1)).toMatchObject({ elementId: 'two', how: 'sentBack' });
    expect(played.all('stageEntered').at(-1)).toMatchObject({ elementId: 'one', visit: 2, from: 'two' });
    expect(played.all('stageMovedBack')).toHaveLength(1);
    for (const id of ['a', 'a2', 'b']) played.complete(id, 'rep');
    played.complete('d', 'boss', { outcome: 'ok' });
    expect(played.state).toMatchObject({ status: 'completed', stages: { visits: { one: 2, two: 2 } } });
  });

  it('within a stage is rework, no move back', async () => {
    const played = await start(stages);
    for (const id of ['a', 'a2', 'b']) played.complete(id, 'rep');
    played.complete('d', 'boss', { ...back, to: 'b' });
    expect(played.waitsAt).toEqual(['two', 'b']);
    expect(played.all('stageEntered')).toHaveLength(2);
    expect(played.all('stageMovedBack')).toEqual([]);
  });

  it('comes straight back into the stage that it left', async () => {
    const played = await start(stages);
    for (const id of ['a', 'a2', 'b']) played.complete(id, 'rep');
    played.complete('d', 'boss', { ...back, to: 'a', return: 'direct' });
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['two', 'd']);
    expect(played.all('stageEntered').map(({ elementId, visit }) => `${elementId} ${visit}`)).toEqual([
      'one 1',
      'two 1',
      'one 2',
      'two 2',
    ]);
    played.complete('d', 'boss', { outcome: 'ok' });
    expect(played.state.status).toBe('completed');
  });

  it('opens a sub-process around the target with its inputs', async () => {
    const sub = tag('subProcess', 'sub', '<fortnight:input name="price" value="= base * 2"/>', inner('sub', step('a'), 'a'));
    const body = `<startEvent id="s"/>${sub}${approval('d', 'a')}<endEvent id="e"/>${flows('s', 'sub', 'd', 'e')}`;
    const played = Case.start(await program(body), { base: 1 });
    played.complete('a', 'rep', { variables: { base: 4 } });
    played.complete('d', 'boss', back);
    expect(played.state.scopes).toMatchObject([{ variables: { price: 8 } }]);
  });

  it('into a sub-process whose timer fails there starts it no second time when that is resolved', async () => {
    const timer = '<timerEventDefinition><timeDuration>= patience</timeDuration></timerEventDefinition>';
    const late = tag('boundaryEvent', 'late', '', timer, 'attachedToRef="sub"');
    const sub = tag('subProcess', 'sub', '', inner('sub', step('a'), 'a'));
    const body = `<startEvent id="s"/>${sub}${late}${approval('d', 'a')}<endEvent id="e"/>${flows('s', 'sub', 'd', 'e')}${flows('late', 'e')}`;
    const played = Case.start(await program(body), { patience: 'P1D' });
    played.complete('a', 'rep', { variables: { patience: 'soon' } });
    played.complete('d', 'boss', back);
    expect(played.waitsAt).toEqual(['sub', 'a']);
    expect(played.all('incidentRaised')).toMatchObject([{ elementId: 'late' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { patience: 'P1D' } });
    played.resolve();
    expect(played.waitsAt).toEqual(['sub', 'a']);
    expect(played.state.timers).toHaveLength(1);
    expect(played.state.incidents).toEqual([]);
  });

  it('leaves the branches beside it alone', async () => {
    const branches = `<startEvent id="s"/><parallelGateway id="f"/>${step('a')}${approval('d', 'a')}${step('other')}<parallelGateway id="j"/><endEvent id="e"/>${flows('s', 'f', 'a', 'd', 'j', 'e')}${flows('f', 'other', 'j')}`;
    const played = await start(branches);
    played.complete('a', 'rep');
    played.complete('d', 'boss', back);
    expect(played.waitsAt).toEqual(['other', 'a']);
    played.complete('other', 'rep');
    played.complete('a', 'rep');
    played.complete('d', 'cfo', { outcome: 'ok' });
    expect(played.state).toMatchObject({ status: 'completed', tokens: [] });
  });
});
