import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const terminate = '<terminateEventDefinition/>';
/** Two branches: `u` stays open, `v` leads to the end event. */
const inside = (end: string, prefix = '') =>
  `<startEvent id="${prefix}s"/><parallelGateway id="${prefix}f"/>${tag('userTask', `${prefix}u`)}${tag('userTask', `${prefix}v`)}${end}${flows(`${prefix}s`, `${prefix}f`, `${prefix}v`, `${prefix}x`)}${flow(`${prefix}f`, `${prefix}u`)}`;
const nested = (end: string, extension = '') =>
  `<startEvent id="s"/>${tag('subProcess', 'sub', extension, inside(end, 'i'))}${tag('userTask', 'after')}<endEvent id="e"/>${flows('s', 'sub', 'after', 'e')}`;

describe('an end event', () => {
  it('of no kind waits for the others', async () => {
    const played = Case.start(await program(inside(tag('endEvent', 'x'))));
    played.complete('v', 'rep');
    expect(played.waitsAt).toEqual(['u']);
    played.complete('u', 'rep');
    expect(played.state).toMatchObject({ status: 'completed' });
    expect(played.state).not.toHaveProperty('outcome');
  });

  it('that terminates completes the case at once, or its sub-process alone', async () => {
    const top = Case.start(await program(inside(tag('endEvent', 'x', '', terminate))));
    top.complete('v', 'rep');
    expect(top.state).toMatchObject({ status: 'completed', tasks: [] });
    expect(top.all('elementTerminated')).toMatchObject([{ elementId: 'u', cause: 'terminated' }]);
    const sub = Case.start(await program(nested(tag('endEvent', 'ix', '', terminate))));
    sub.complete('iv', 'rep');
    expect(sub.waitsAt).toEqual(['after']);
    expect(sub.state.scopes).toEqual([]);
  });

  it.each(['won', 'lost'])('that says %s ends the case from wherever it stands', async (outcome) => {
    const end = tag('endEvent', 'ix', `<fortnight:end outcome="${outcome}" lossReason="price"/>`);
    const stage = '<fortnight:stage><fortnight:lossReason id="price"/></fortnight:stage>';
    const played = Case.start(await program(nested(end, stage)));
    played.complete('iv', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', outcome, lossReason: 'price', tokens: [], scopes: [], tasks: [] });
    expect(played.all('instanceCompleted')).toMatchObject([{ outcome, elementId: 'ix' }]);
  });

  it('that says neutral is a plain end, and says so when it is the last', async () => {
    const played = Case.start(await program(inside(tag('endEvent', 'x', '<fortnight:end outcome="neutral"/>'))));
    played.complete('u', 'rep');
    expect(played.state.status).toBe('active');
    played.complete('v', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', outcome: 'neutral' });
  });
});

describe('a cancelled case', () => {
  it('leaves nothing open, and can be lost for a reason', async () => {
    const played = Case.start(await program(nested(tag('endEvent', 'ix'))));
    played.take({ type: 'cancel', by: { userId: 'boss' }, reason: 'Customer is gone.', lossReason: 'price' });
    expect(played.state).toMatchObject({ status: 'terminated', outcome: 'lost', tokens: [], scopes: [], tasks: [] });
    expect(played.all('elementTerminated').map(({ elementId }) => elementId)).toEqual(['iv', 'iu', 'sub']);
    expect(played.refused({ type: 'resume', by: { userId: 'boss' } }).code).toBe('instance-ended');
  });
});

describe('a choice', () => {
  it('tells in the history why it was made', async () => {
    const body = `<startEvent id="s"/>${tag('exclusiveGateway', 'x', '', '', 'default="x-b"')}${tag('userTask', 'a')}${tag('userTask', 'b')}${flows('s', 'x')}${flow('x', 'a', 'amount > limit.high')}${flow('x', 'b')}`;
    const on = await program(body);
    const high = Case.start(on, { amount: 5, limit: { high: 4 } });
    expect(high.all('flowTaken').at(-1)).toMatchObject({
      targetId: 'a',
      because: { condition: 'amount > limit.high', values: { amount: 5 } },
    });
    const low = Case.start(on, { amount: 3, limit: { high: 4 } });
    expect(low.all('flowTaken').at(-1)).not.toHaveProperty('because');
  });

  it('that cannot be made waits, and goes on as asked for by who completed the step before', async () => {
    const body = `<startEvent id="s"/>${tag('userTask', 'a')}${tag('exclusiveGateway', 'x')}${tag('userTask', 'b')}${flows('s', 'a', 'x')}${flow('x', 'b', 'go')}`;
    const played = Case.start(await program(body));
    played.complete('a', 'lead');
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'no-flow-taken', elementId: 'x' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { go: true } });
    played.resolve();
    expect(played.all('taskOpened').at(-1)).toMatchObject({ elementId: 'b', requestedBy: 'lead' });
  });

  it('out of the task itself keeps who completed it', async () => {
    const body = `<startEvent id="s"/>${tag('userTask', 'a')}${tag('userTask', 'b')}${flows('s', 'a')}${flow('a', 'b', 'go')}`;
    const played = Case.start(await program(body));
    played.complete('a', 'lead');
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { go: true } });
    played.resolve();
    expect(played.all('taskOpened').at(-1)).toMatchObject({ elementId: 'b', requestedBy: 'lead' });
    expect(played.all('elementCompleted').at(-1)).toMatchObject({ elementId: 'a', by: { userId: 'lead' } });
  });
});
