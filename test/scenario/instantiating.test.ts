import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { catching, message, roots, signal, start, task } from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const gateway = (attributes = '') => tag('eventBasedGateway', 'g', '', '', `instantiate="true" ${attributes}`);
const behind = `${catching('c', message())}${catching('d', signal())}${task('a')}${task('b')}${flows('g', 'c', 'a')}${flows('g', 'd', 'b')}`;
const begin = (played: Case, startEventId: string, kind: 'message' | 'signal', name: string, more: object = {}) =>
  played.take({ type: 'start', by: { userId: null }, startEventId, trigger: { kind, name, ...more }, variables: { from: name } });

describe('an event-based gateway that starts its process', () => {
  it('starts it with the first of its events', async () => {
    const on = await program(gateway() + behind, '', roots);
    expect(on.triggers).toEqual([
      { elementId: 'c', kind: 'message', messageName: 'signed' },
      { elementId: 'd', kind: 'signal', signalName: 'alarm' },
    ]);
    const played = new Case(on);
    begin(played, 'c', 'message', 'signed');
    expect(played.trace).toBe('+g -g >g-c +c -c >c-a +a');
    expect(played.state).toMatchObject({ subscriptions: [], variables: { from: 'signed' } });
  });

  it('parallel, waits for the others too, each for itself', async () => {
    const played = new Case(await program(gateway('eventGatewayType="Parallel"') + behind, '', roots));
    begin(played, 'c', 'message', 'signed');
    expect(played.waitsAt).toEqual(['a', 'd']);
    played.take({ type: 'deliverSignal', name: 'alarm' });
    expect(played.waitsAt).toEqual(['a', 'b']);
  });

  it('has no flow to it', async () => {
    expect(await problems(`${start('s')}${gateway()}${behind}${flow('s', 'g')}`, '', roots)).toEqual(['element-not-supported']);
  });
});

describe('a receive task that starts its process', () => {
  it('begins with its message', async () => {
    const body = `${tag('receiveTask', 'r', '', '', 'messageRef="m" instantiate="true"')}${task('a')}${flow('r', 'a')}`;
    const on = await program(body, '', roots);
    expect(on.triggers).toEqual([{ elementId: 'r', kind: 'message', messageName: 'signed' }]);
    const played = new Case(on);
    begin(played, 'r', 'message', 'signed');
    expect(played.trace).toBe('+r -r >r-a +a');
  });
});

describe('a parallel multiple start event', () => {
  it('begins with the first of its definitions, and goes on once all have happened', async () => {
    const body = `${start('s', message() + signal(), 'parallelMultiple="true"')}${task('a')}${flow('s', 'a')}`;
    const played = new Case(await program(body, '', roots));
    begin(played, 's', 'signal', 'alarm', { definition: 1 });
    expect(played.waitsAt).toEqual(['s']);
    played.take({ type: 'deliverMessage', subscriptionId: played.state.subscriptions[0]?.id ?? '', variables: { by: 'mail' } });
    expect(played.waitsAt).toEqual(['a']);
    expect(played.state.variables).toEqual({ from: 'alarm', by: 'mail' });
  });
});
