import { describe, expect, it } from 'vitest';
import { Case, monday } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const message = '<message id="m" name="signed"/>';
const definition = '<messageEventDefinition messageRef="m"/>';
const key = '<fortnight:subscription correlationKey="= contractId"/>';
const waiting = (element: string) => `<startEvent id="s"/>${element}<endEvent id="e"/>${flows('s', 'c', 'e')}`;
const subscription = (played: Case) => played.state.subscriptions[0]?.id ?? 'none';

describe('a message', () => {
  it.each([
    ['a catch event', tag('intermediateCatchEvent', 'c', key, definition)],
    ['a receive task', tag('receiveTask', 'c', key, '', 'messageRef="m"')],
  ])('is waited for by %s, by its key', async (_, element) => {
    const played = Case.start(await program(waiting(element), '', message), { contractId: 12 });
    const opened = { type: 'openSubscription', elementId: 'c', messageName: 'signed', correlationKey: '12' };
    expect(played.host.effects).toEqual([{ ...opened, subscriptionId: subscription(played) }]);
    played.take({ type: 'deliverMessage', subscriptionId: subscription(played), variables: { at: 'noon' }, messageId: 'x' });
    expect(played.all('messageCorrelated')[0]).toMatchObject({ messageName: 'signed', messageId: 'x' });
    expect(played.state).toMatchObject({ status: 'completed', subscriptions: [], variables: { at: 'noon' } });
  });

  it('finds the case by its business key where no other is given', async () => {
    const on = await program(waiting(tag('receiveTask', 'c', '', '', 'messageRef="m"')), '', message);
    const played = new Case(on);
    played.take({ type: 'start', by: { userId: 'rep' }, businessKey: 'C-1' });
    expect(played.host.effects[0]).toMatchObject({ correlationKey: 'C-1' });
  });

  it('waits with an incident while its key is no text, and opens once that is resolved', async () => {
    const played = Case.start(await program(waiting(tag('receiveTask', 'c', key, '', 'messageRef="m"')), '', message), {
      contractId: ['a'],
    });
    expect(played.state).toMatchObject({ subscriptions: [], incidents: [{ retry: 'work' }] });
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { contractId: 'K' } });
    played.resolve();
    expect(played.state).toMatchObject({ subscriptions: [{ messageName: 'signed' }], incidents: [] });
  });

  it.each([
    [
      'a throw event',
      `${tag('intermediateThrowEvent', 'c', `${key}<fortnight:input name="sum" value="= amount"/>`, definition)}<endEvent id="e"/>${flows('s', 'c', 'e')}`,
    ],
    [
      'a send task',
      `${tag('sendTask', 'c', `${key}<fortnight:input name="sum" value="= amount"/>`, '', 'messageRef="m"')}<endEvent id="e"/>${flows('s', 'c', 'e')}`,
    ],
    [
      'an end event',
      `${tag('endEvent', 'c', `${key}<fortnight:input name="sum" value="= amount"/>`, definition)}${flow('s', 'c')}`,
    ],
  ])('is thrown by %s with its mapped values alone', async (_, rest) => {
    const played = Case.start(await program(`<startEvent id="s"/>${rest}`, '', message), {
      contractId: 'K',
      amount: 5,
      secret: 1,
    });
    expect(played.state.status).toBe('completed');
    expect(played.host.effects).toEqual([
      { type: 'sendMessage', elementId: 'c', messageName: 'signed', correlationKey: 'K', variables: { sum: 5 } },
    ]);
  });

  it('starts a case by its trigger', async () => {
    const on = await program(`${tag('startEvent', 's', '', definition)}${tag('userTask', 'u')}${flow('s', 'u')}`, '', message);
    expect(on).toMatchObject({ starts: [], triggers: [{ elementId: 's', kind: 'message', messageName: 'signed' }] });
    const played = new Case(on);
    const trigger = { kind: 'message', name: 'signed' } as const;
    expect(played.refused({ type: 'start', by: { userId: null } }).code).toBe('start-event-not-found');
    played.take({ type: 'start', by: { userId: null }, startEventId: 's', trigger, variables: { a: 1 } });
    expect(played.waitsAt).toEqual(['u']);
    expect(played.all('instanceStarted')[0]).toMatchObject({ at: monday, trigger, variables: { a: 1 } });
  });

  it.each([
    ['interrupting', true, ['after']],
    ['non-interrupting', false, ['u', 'after', 'after']],
  ])('comes to a boundary event that is %s', async (_, interrupts, waitsAt) => {
    const body = `<startEvent id="s"/>${tag('userTask', 'u')}${tag('boundaryEvent', 'b', '', definition, `attachedToRef="u" cancelActivity="${interrupts}"`)}${tag('userTask', 'after')}${flow('s', 'u')}${flow('b', 'after')}`;
    const played = Case.start(await program(body, '', message));
    const deliver = { type: 'deliverMessage', subscriptionId: subscription(played) } as const;
    played.take(deliver);
    if (interrupts) {
      expect(played.refused(deliver).code).toBe('subscription-not-open');
      expect(played.all('taskCancelled')).toMatchObject([{ elementId: 'u', cause: 'interrupted' }]);
      expect(played.host.effects.at(-1)).toMatchObject({ type: 'notify' });
      expect(played.host.effects).toContainEqual({ type: 'closeSubscription', subscriptionId: deliver.subscriptionId });
    } else played.take(deliver);
    expect(played.waitsAt).toEqual(waitsAt);
  });
});

describe('a receive task that starts a case', () => {
  const receive = (more = '', attributes = '') =>
    tag('receiveTask', 'r', more, '', `messageRef="m" instantiate="true" ${attributes}`);
  const begun = (more = '') => `${receive(more)}${tag('userTask', 'u')}<endEvent id="e"/>${flows('r', 'u', 'e')}`;

  it('has received the message that started it', async () => {
    const on = await program(begun(), '', message);
    expect(on).toMatchObject({ starts: [], triggers: [{ elementId: 'r', kind: 'message', messageName: 'signed' }] });
    const played = new Case(on);
    const trigger = { kind: 'message', name: 'signed' } as const;
    played.take({ type: 'start', by: { userId: null }, startEventId: 'r', trigger, variables: { a: 1 } });
    expect(played.waitsAt).toEqual(['u']);
    expect(played.all('elementCompleted')).toMatchObject([{ elementId: 'r', elementKind: 'receiveTask' }]);
    expect(played.state).toMatchObject({ subscriptions: [], variables: { a: 1 } });
  });

  it('maps what came with the message', async () => {
    const played = new Case(await program(begun('<fortnight:output name="b" value="= result.a + 1"/>'), '', message));
    const trigger = { kind: 'message', name: 'signed' } as const;
    played.take({ type: 'start', by: { userId: null }, startEventId: 'r', trigger, variables: { a: 1 } });
    expect(played.state.variables).toEqual({ a: 1, b: 2 });
  });

  it.each([
    ['has a flow that leads to it', `<startEvent id="s"/>${begun()}${flow('s', 'r')}`],
    ['stands in a sub-process', waiting(tag('subProcess', 'c', '', `<startEvent id="i"/>${receive()}`))],
  ])('is refused where it %s', async (_, body) => {
    expect(await problems(body, '', message)).toContain('element-not-supported');
  });
});
