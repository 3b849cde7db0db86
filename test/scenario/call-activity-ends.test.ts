import type { Program } from '@fortnight/shared/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { around, boundary, call, failing, input, rating, timer } from '../support/calls.ts';
import { Case, hour } from '../support/case.ts';
import { flows, named, program, tag } from '../support/process.ts';

let credit: Program;
beforeAll(async () => {
  credit = await rating();
});

describe('a called case that does not end well', () => {
  const root = '<error id="bad" errorCode="bad-credit"/>';

  it('throws its error at the call activity, where a boundary event catches it', async () => {
    const on = await program(around(call(), boundary('b', '<errorEventDefinition errorRef="bad"/>')), '', root);
    const played = Case.calling(on, [await failing('bad-credit')]);
    played.called[0]?.complete('rate', 'cfo');
    expect(played.called[0]?.state.status).toBe('failed');
    expect(played.waitsAt).toEqual(['at-b']);
    expect(played.all('errorThrown')).toMatchObject([{ elementId: 'c', errorCode: 'bad-credit', caughtBy: 'b' }]);
  });

  it('fails the calling case where nothing catches it', async () => {
    const on = await program(around(call(), boundary('b', '<errorEventDefinition errorRef="bad"/>')), '', root);
    const played = Case.calling(on, [await failing('other')]);
    played.called[0]?.complete('rate', 'cfo');
    expect(played.state).toMatchObject({ status: 'failed', tokens: [] });
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'uncaught-error', elementId: 'c' }]);
  });

  it('leaves an incident when somebody cancels it, which calls it again', async () => {
    const played = Case.calling(await program(around(call())), [credit]);
    played.called[0]?.take({ type: 'cancel', by: { userId: 'boss' }, reason: 'wrong customer' });
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'called-case-cancelled', params: { processId: 'credit' } }]);
    played.resolve();
    expect(played.called).toHaveLength(2);
    played.called[1]?.complete('rate', 'cfo');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('is cancelled when a timer interrupts the call', async () => {
    const played = Case.calling(await program(around(call(), boundary('b', timer('PT1H')))), [credit]);
    played.advance(2 * hour);
    expect(played.waitsAt).toEqual(['at-b']);
    expect(played.called[0]?.state.status).toBe('terminated');
    expect(played.all('callCancelled')).toMatchObject([{ elementId: 'c', cause: 'interrupted' }]);
  });

  it('goes on beside a boundary event that does not interrupt', async () => {
    const on = await program(around(call(), boundary('b', timer('PT1H'), 'cancelActivity="false"')));
    const played = Case.calling(on, [credit]);
    played.advance(2 * hour);
    expect(played.waitsAt.toSorted()).toEqual(['at-b', 'c']);
    played.called[0]?.complete('rate', 'cfo');
    expect(played.waitsAt.toSorted()).toEqual(['after', 'at-b']);
  });

  it('is cancelled with the calling case, however deep', async () => {
    const middle = await named('credit', around(call('', '', 'calledElement="inner"')));
    const inner = await rating('inner');
    const played = Case.calling(await program(around(call())), [middle, inner]);
    const child = played.called[0];
    const grandchild = child?.called[0];
    expect(grandchild?.waitsAt).toEqual(['rate']);
    played.take({ type: 'cancel', by: { userId: 'boss' }, reason: 'lost' });
    expect([child?.state.status, grandchild?.state.status]).toEqual(['terminated', 'terminated']);
  });

  it('ends with a message that interrupts the call', async () => {
    const on = await program(
      around(call(), boundary('b', '<messageEventDefinition messageRef="m"/>')),
      '',
      '<message id="m" name="stop"/>',
    );
    const played = Case.calling(on, [credit]);
    played.take({ type: 'deliverMessage', subscriptionId: played.state.subscriptions[0]?.id ?? '' });
    expect([played.waitsAt, played.called[0]?.state.status]).toEqual([['at-b'], 'terminated']);
  });
});

describe('a called case that escalates', () => {
  const escalation = '<escalation id="esc" escalationCode="late"/>';
  const thrown = '<escalationEventDefinition escalationRef="esc"/>';
  const caughtBy = (id: string, attributes = '') => boundary(id, '<escalationEventDefinition/>', attributes);
  /** Throws on the way, then waits. */
  const escalating = (inside = '') =>
    named(
      'credit',
      `<startEvent id="s"/>${tag('intermediateThrowEvent', 'throw', input('days', '= 3'), thrown)}${tag('userTask', 'rate')}<endEvent id="e"/>${flows('s', 'throw', 'rate', 'e')}${inside}`,
      '',
      escalation,
    );

  it('is heard at the call activity and goes on', async () => {
    const on = await program(around(call(), caughtBy('b', 'cancelActivity="false"')));
    const played = Case.calling(on, [await escalating()]);
    expect(played.waitsAt.toSorted()).toEqual(['at-b', 'c']);
    expect(played.all('escalationThrown')).toMatchObject([{ elementId: 'c', escalationCode: 'late', caughtBy: 'b' }]);
    expect(played.state.variables).toEqual({ days: 3 });
    played.called[0]?.complete('rate', 'cfo');
    expect(played.waitsAt.toSorted()).toEqual(['after', 'at-b']);
  });

  it('ends where the call is interrupted by it', async () => {
    const played = Case.calling(await program(around(call(), caughtBy('b'))), [await escalating()]);
    expect(played.waitsAt).toEqual(['at-b']);
    expect(played.called[0]?.state.status).toBe('terminated');
  });

  it('is heard before its end where it ends by it', async () => {
    const last = await named(
      'credit',
      `<startEvent id="s"/>${tag('userTask', 'rate')}${tag('endEvent', 'x', '', thrown)}${flows('s', 'rate', 'x')}`,
      '',
      escalation,
    );
    const on = await program(around(call(), caughtBy('b', 'cancelActivity="false"')));
    const played = Case.calling(on, [last]);
    played.called[0]?.complete('rate', 'cfo');
    expect(played.waitsAt.toSorted()).toEqual(['after', 'at-b']);
    expect(played.all('callEscalated')[0]?.seq).toBeLessThan(played.all('callCompleted')[0]?.seq ?? 0);
  });

  it('is heard further up where nobody below catches it, and stops nothing where nobody does', async () => {
    const middle = await named('middle', around(call()));
    const caught = await program(around(call('', '', 'calledElement="middle"'), caughtBy('b', 'cancelActivity="false"')));
    const played = Case.calling(caught, [middle, await escalating()]);
    expect(played.waitsAt.toSorted()).toEqual(['at-b', 'c']);
    const uncaught = Case.calling(await program(around(call('', '', 'calledElement="middle"'))), [middle, await escalating()]);
    expect(uncaught.waitsAt).toEqual(['c']);
    expect(uncaught.all('escalationThrown')).toMatchObject([{ elementId: 'c', escalationCode: 'late' }]);
  });

  it('is not heard above where the called case catches it itself', async () => {
    const own = tag(
      'subProcess',
      'sub',
      '',
      `${tag('startEvent', 'is', '', '<escalationEventDefinition/>', 'isInterrupting="false"')}<endEvent id="ie"/>${flows('is', 'ie')}`,
      'triggeredByEvent="true"',
    );
    const played = Case.calling(await program(around(call(), caughtBy('b'))), [await escalating(own)]);
    expect(played.waitsAt).toEqual(['c']);
  });
});
