import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { beside, boundary, catching, end, eventSub, roots, signal, start, sub, task, throwing } from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const fork = '<parallelGateway id="fork"/>';
const alarm = { type: 'deliverSignal', name: 'alarm' } as const;

describe('a signal', () => {
  it('from outside goes to everything that waits for its name', async () => {
    const body = `${start('s')}${fork}${catching('a', signal())}${catching('b', signal())}${catching('c', signal('sig2'))}${task('after')}${flows('s', 'fork', 'a', 'after')}${flow('fork', 'b')}${flow('fork', 'c')}`;
    const played = Case.start(await program(body, '', roots));
    played.take({ ...alarm, variables: { level: 3 } });
    expect(played.waitsAt).toEqual(['c', 'after']);
    expect(played.state.variables).toMatchObject({ level: 3 });
    expect(played.refused(alarm).code).toBe('signal-not-awaited');
  });

  it('that a branch throws is caught by a branch that arms only later in the same step', async () => {
    const body = `${start('s')}${fork}${throwing('t', signal())}${tag('task', 'slow')}${tag('task', 'slower')}${catching('c', signal())}${task('after')}${flows('s', 'fork', 't')}${flows('fork', 'slow', 'slower', 'c', 'after')}`;
    const played = Case.start(await program(body, '', roots));
    expect(played.waitsAt).toEqual(['after']);
  });

  it('is caught by whoever waits when it is thrown, not by who comes later', async () => {
    const body = `${start('s')}${throwing('t', signal())}${task('u')}${catching('c', signal())}${flows('s', 't', 'u', 'c')}`;
    const played = Case.start(await program(body, '', roots));
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['c']);
  });

  it('is told to the other instances once, with the thrower’s input mappings', async () => {
    const extension = '<fortnight:input name="price" value="= amount * 2"/>';
    const body = `${start('s')}${throwing('t', signal(), extension)}${end('e')}${flows('s', 't', 'e')}`;
    const played = Case.start(await program(body, '', roots), { amount: 4 });
    expect(played.host.effects.filter(({ type }) => type === 'broadcastSignal')).toEqual([
      { type: 'broadcastSignal', elementId: 't', signalName: 'alarm', variables: { price: 8 } },
    ]);
  });

  it('interrupts the activity that it stands on, or goes on beside it as often as it comes', async () => {
    const body = (attached: string) =>
      `${start('s')}${task('u')}${attached}${task('after')}${flows('s', 'u')}${flow('b', 'after')}`;
    const interrupted = Case.start(await program(body(boundary('b', 'u', signal())), '', roots));
    interrupted.take(alarm);
    expect(interrupted.waitsAt).toEqual(['after']);
    const twice = Case.start(await program(body(beside('b', 'u', signal())), '', roots));
    twice.take(alarm);
    twice.take(alarm);
    expect(twice.waitsAt).toEqual(['u', 'after', 'after']);
  });

  it('thrown by an end event is caught by an event sub-process of the same case', async () => {
    const handler = eventSub('h', signal(), `${task('handle')}${flow('h-start', 'handle')}`, 'isInterrupting="false"');
    const body = `${start('s')}${fork}${end('e', signal())}${task('u')}${flows('s', 'fork', 'e')}${flow('fork', 'u')}${handler}`;
    const played = Case.start(await program(body, '', roots));
    expect(played.waitsAt).toEqual(['u', 'h', 'handle']);
  });

  it('ends with the scope that waits for it', async () => {
    const inner = `${start('is')}${catching('c', signal())}${flows('is', 'c')}`;
    const body = `${start('s')}${sub('box', inner)}${boundary('b', 'box', signal('sig2'))}${task('after')}${flows('s', 'box')}${flow('b', 'after')}`;
    const played = Case.start(await program(body, '', roots));
    played.take({ type: 'deliverSignal', name: 'calm' });
    expect(played.state.subscriptions).toEqual([]);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('whose first catcher ends the second is caught once', async () => {
    const inner = `${start('is')}${catching('c', signal())}${task('in')}${flows('is', 'c', 'in')}`;
    const body = `${start('s')}${sub('box', inner)}${boundary('b', 'box', signal())}${task('after')}${flows('s', 'box')}${flow('b', 'after')}`;
    const played = Case.start(await program(body, '', roots));
    played.take(alarm);
    expect(played.waitsAt).toEqual(['after']);
    expect(played.all('signalCaught')).toHaveLength(1);
  });

  it('has a name that may be computed', async () => {
    const named = roots.replace('name="alarm"', 'name="= &quot;alarm-&quot; + region"');
    const body = `${start('s')}${catching('c', signal())}${task('after')}${flows('s', 'c', 'after')}`;
    const played = Case.start(await program(body, '', named), { region: 'CN' });
    played.take({ type: 'deliverSignal', name: 'alarm-CN' });
    expect(played.waitsAt).toEqual(['after']);
    const unknown = Case.start(await program(body, '', named));
    expect(unknown.state.incidents).toHaveLength(1);
    unknown.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { region: 'DE' } });
    unknown.resolve();
    unknown.take({ type: 'deliverSignal', name: 'alarm-DE' });
    expect(unknown.waitsAt).toEqual(['after']);
  });

  it('starts a process that begins with it', async () => {
    const on = await program(`${start('s', signal())}${task('u')}${flows('s', 'u')}`, '', roots);
    expect(on.triggers).toEqual([{ elementId: 's', kind: 'signal', signalName: 'alarm' }]);
    const played = new Case(on);
    played.take({ type: 'start', by: { userId: null }, startEventId: 's', trigger: { kind: 'signal', name: 'alarm' } });
    expect(played.waitsAt).toEqual(['u']);
  });

  it('without a name is refused', async () => {
    const body = `${start('s')}${catching('c', '<signalEventDefinition/>')}${flows('s', 'c')}`;
    expect(await problems(body)).toEqual(['signal-missing signalRef']);
  });
});
