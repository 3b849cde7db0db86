import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const step = (id: string) => tag('userTask', id);
const approval = (id: string, more = '', mode = 'all') =>
  tag(
    'userTask',
    id,
    `<fortnight:approval mode="${mode}" result="r"><fortnight:approver who="user:boss"/><fortnight:approver who="user:cfo"/>${more}</fortnight:approval><fortnight:timing limit="PT1H"/>`,
  );
const approves = '<fortnight:outcome id="approve" kind="approve"/>';
const back = '<fortnight:outcome id="ok" kind="approve"/><fortnight:outcome id="back" kind="send-back" to="b, a"/>';
const withdraw = (played: Case, who: string) =>
  ({ type: 'withdraw', elementId: 'd', reason: 'The price changed.', by: played.by(who) }) as const;

describe('a withdrawal', () => {
  const line = (more = approves) =>
    `<startEvent id="s"/>${step('a')}${approval('d', more)}<endEvent id="e"/>${flows('s', 'a', 'd', 'e')}`;

  it('goes back to the step that who asked completed, until the decision', async () => {
    const played = Case.start(await program(line()));
    played.complete('a', 'rep2');
    played.complete('d', 'boss', { outcome: 'approve' });
    expect(played.refused(withdraw(played, 'rep')).code).toBe('not-eligible');
    expect(played.refused({ ...withdraw(played, 'rep2'), elementId: 'a' }).code).toBe('nothing-to-withdraw');
    played.take(withdraw(played, 'rep2'));
    expect(played.waitsAt).toEqual(['a']);
    expect(played.state.variables.r).toMatchObject({ outcome: 'withdrawn', automatic: false, votes: [{ by: 'boss' }] });
    expect(played.all('approvalDecided')).toMatchObject([{ because: 'withdrawn', reason: 'The price changed.' }]);
    expect(played.all('taskCancelled')).toMatchObject([{ cause: 'withdrawn' }]);
    expect(played.all('elementTerminated')).toMatchObject([{ elementId: 'd', cause: 'withdrawn' }]);
    expect(played.state.timers).toEqual([]);
    played.complete('a', 'rep2');
    for (const who of ['boss', 'cfo']) played.complete('d', who, { outcome: 'approve' });
    expect(played.refused(withdraw(played, 'rep2')).code).toBe('instance-ended');
  });

  it('goes to the first send-back target that the case completed', async () => {
    const either = `<startEvent id="s"/><exclusiveGateway id="x" default="x-a"/>${step('a')}${step('b')}${approval('d', back)}<endEvent id="e"/>${flows('s', 'x', 'a', 'd', 'e')}${flow('x', 'b', 'never')}${flow('b', 'd')}`;
    const played = Case.start(await program(either));
    played.complete('a', 'rep');
    played.take(withdraw(played, 'rep'));
    expect(played.waitsAt).toEqual(['a']);
  });

  it('is refused where there is nothing to go back to, or the way back would double a branch', async () => {
    const first = `<startEvent id="s"/>${approval('d', approves)}<endEvent id="e"/>${flows('s', 'd', 'e')}`;
    const alone = Case.start(await program(first));
    expect(alone.refused(withdraw(alone, 'rep')).code).toBe('nothing-to-return-to');
    const branches = `<startEvent id="s"/>${step('a')}<parallelGateway id="f"/>${approval('d', approves)}${step('other')}<parallelGateway id="j"/><endEvent id="e"/>${flows('s', 'a', 'f', 'd', 'j', 'e')}${flows('f', 'other', 'j')}`;
    const beside = Case.start(await program(branches));
    beside.complete('a', 'rep');
    expect(beside.refused(withdraw(beside, 'rep')).code).toBe('nothing-to-return-to');
  });

  it('takes every run of a multi-instance approval back', async () => {
    const many = tag(
      'userTask',
      'd',
      `<fortnight:approval mode="one" result="r"><fortnight:approver who="variable:one"/>${approves}</fortnight:approval><fortnight:loop collection="= board" item="one" output="= r" outputCollection="rs"/>`,
      '<multiInstanceLoopCharacteristics/>',
    );
    const played = Case.start(
      await program(`<startEvent id="s"/>${step('a')}${many}<endEvent id="e"/>${flows('s', 'a', 'd', 'e')}`),
      {
        board: ['boss', 'cfo'],
      },
    );
    played.complete('a', 'rep');
    expect(played.open('d')).toHaveLength(2);
    played.take(withdraw(played, 'rep'));
    expect(played.waitsAt).toEqual(['a']);
    expect(played.state).toMatchObject({ tasks: [{ users: [] }], scopes: [] });
    expect(played.state.approvals).toBeUndefined();
  });
});
