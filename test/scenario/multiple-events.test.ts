import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import {
  beside,
  boundary,
  catching,
  condition,
  end,
  error,
  eventSub,
  message,
  roots,
  signal,
  start,
  sub,
  task,
  throwing,
  timer,
} from '../support/events.ts';
import { flow, flows, program } from '../support/process.ts';

const alarm = { type: 'deliverSignal', name: 'alarm' } as const;
const messageOf = (played: Case) => ({
  type: 'deliverMessage' as const,
  subscriptionId: played.state.subscriptions.find(({ messageName }) => messageName !== undefined)?.id ?? 'none',
});
const nothingOpen = { timers: [], subscriptions: [] };

describe('a multiple event', () => {
  const body = `${start('s')}${catching('c', message() + timer() + signal())}${task('u')}${flows('s', 'c', 'u')}`;

  it('happens with the first of its definitions, and forgets the others', async () => {
    const byMessage = Case.start(await program(body, '', roots));
    byMessage.take({ ...messageOf(byMessage), variables: { by: 'mail' } });
    expect(byMessage.waitsAt).toEqual(['u']);
    expect(byMessage.state).toMatchObject({ ...nothingOpen, variables: { by: 'mail' } });
    const byTimer = Case.start(await program(body, '', roots));
    byTimer.advance(hour);
    expect(byTimer.waitsAt).toEqual(['u']);
    const bySignal = Case.start(await program(body, '', roots));
    bySignal.take(alarm);
    expect(bySignal.waitsAt).toEqual(['u']);
    expect(bySignal.state).toMatchObject(nothingOpen);
  });

  it('on a border catches an error as well as a message', async () => {
    const on = (inner: string) =>
      `${start('s')}${sub('box', `${start('is')}${inner}`)}${boundary('b', 'box', message() + error('err'))}${task('after')}${flows('s', 'box')}${flow('b', 'after')}`;
    const thrown = Case.start(await program(on(`${end('e', error('err'))}${flows('is', 'e')}`), '', roots));
    expect(thrown.waitsAt).toEqual(['after']);
    const sent = Case.start(await program(on(`${task('in')}${flows('is', 'in')}`), '', roots));
    sent.take(messageOf(sent));
    expect(sent.waitsAt).toEqual(['after']);
  });

  it('throws all of its definitions, in their order', async () => {
    const played = Case.start(
      await program(
        `${start('s')}${throwing('t', signal() + message() + signal('sig2'))}${end('e')}${flows('s', 't', 'e')}`,
        '',
        roots,
      ),
    );
    expect(played.host.effects.map(({ type }) => type)).toEqual(['broadcastSignal', 'sendMessage', 'broadcastSignal']);
    expect(played.state.status).toBe('completed');
  });

  it('at the end throws, then terminates', async () => {
    const last = end('e', `${message()}<terminateEventDefinition/>`);
    const body = `${start('s')}<parallelGateway id="f"/>${last}${task('u')}${flows('s', 'f', 'u')}${flow('f', 'e')}`;
    const played = Case.start(await program(body, '', roots));
    expect(played.state.status).toBe('completed');
    expect(played.host.effects.map(({ type }) => type)).toContain('sendMessage');
  });

  it('starts a process by any of its definitions', async () => {
    const on = await program(`${start('s', message() + signal())}${task('u')}${flows('s', 'u')}`, '', roots);
    expect(on.triggers).toEqual([
      { elementId: 's', kind: 'message', messageName: 'signed' },
      { elementId: 's', definition: 1, kind: 'signal', signalName: 'alarm' },
    ]);
  });
});

describe('a parallel multiple event', () => {
  const parallel = 'parallelMultiple="true"';
  const body = `${start('s')}${catching('c', message() + timer() + condition('= ready'), parallel)}${task('u')}${flows('s', 'c', 'u')}`;

  it('waits until all of its definitions have happened, in any order', async () => {
    const played = Case.start(await program(body, '', roots), { ready: false });
    played.advance(hour);
    expect(played.waitsAt).toEqual(['c']);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { ready: true } });
    expect(played.waitsAt).toEqual(['c']);
    played.take({ ...messageOf(played), variables: { by: 'mail' } });
    expect(played.waitsAt).toEqual(['u']);
    expect(played.state.variables).toMatchObject({ by: 'mail' });
  });

  it('takes in what came with each', async () => {
    const played = Case.start(await program(body, '', roots), { ready: true });
    played.take({ ...messageOf(played), variables: { by: 'mail' } });
    expect(played.waitsAt).toEqual(['c']);
    expect(played.state.variables).toMatchObject({ by: 'mail' });
    played.advance(hour);
    expect(played.waitsAt).toEqual(['u']);
  });

  it('beside an activity waits for all of them again', async () => {
    const attached = beside('b', 'u', signal() + message()).replace('cancelActivity', `${parallel} cancelActivity`);
    const played = Case.start(
      await program(`${start('s')}${task('u')}${attached}${task('after')}${flows('s', 'u')}${flow('b', 'after')}`, '', roots),
    );
    for (let round = 1; round <= 2; round++) {
      played.take(alarm);
      played.take(messageOf(played));
      expect(played.waitsAt).toEqual(['u', ...Array(round).fill('after')]);
    }
  });

  it('begins an event sub-process', async () => {
    const handler = eventSub('h', signal() + message(), `${task('handle')}${flow('h-start', 'handle')}`, parallel);
    const played = Case.start(await program(`${start('s')}${task('u')}${flows('s', 'u')}${handler}`, '', roots));
    played.take(alarm);
    expect(played.waitsAt).toEqual(['u']);
    played.take(messageOf(played));
    expect(played.waitsAt).toEqual(['h', 'handle']);
  });
});
