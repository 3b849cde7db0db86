import { describe, expect, it } from 'vitest';
import { around, boundary, call } from '../support/calls.ts';
import { Case } from '../support/case.ts';
import { catching, end, roots, signal, start, task, throwing } from '../support/events.ts';
import { flows, named, program } from '../support/process.ts';

/** A called process that waits for the signal. */
const listening = () =>
  named('credit', `${start('s')}${catching('c', signal())}${task('rate')}${end('e')}${flows('s', 'c', 'rate', 'e')}`, '', roots);
/** Calls, and beside that throws the signal once somebody asked for it. */
const calling = (extension = '') =>
  program(
    `${start('s')}<parallelGateway id="fork"/>${call()}${task('ask')}${throwing('t', signal(), extension)}${end('e')}${flows('s', 'fork', 'ask', 't')}${flows('fork', 'c', 'e')}`,
    '',
    roots,
  );

describe('a signal that a case of several throws', () => {
  it('reaches the case that called it, at the border of the call', async () => {
    const warning = await named(
      'credit',
      `${start('s')}${task('rate')}${throwing('t', signal())}${task('wait')}${end('e')}${flows('s', 'rate', 't', 'wait', 'e')}`,
      '',
      roots,
    );
    const played = Case.calling(await program(around(call(), boundary('b', signal())), '', roots), [warning]);
    played.called[0]?.complete('rate', 'cfo');
    expect(played.waitsAt).toEqual(['at-b']);
    expect(played.called[0]?.state.status).toBe('terminated');
  });

  it('reaches those that it called, with what it carries', async () => {
    const played = Case.calling(await calling('<fortnight:input name="level" value="= 3"/>'), [await listening()]);
    expect(played.called[0]?.waitsAt).toEqual(['c']);
    played.complete('ask', 'rep');
    expect(played.called[0]?.waitsAt).toEqual(['rate']);
    expect(played.called[0]?.state.variables).toMatchObject({ level: 3 });
  });

  it('does not reach one that is suspended', async () => {
    const played = Case.calling(await calling(), [await listening()]);
    played.called[0]?.take({ type: 'suspend', by: { userId: 'boss' } });
    played.complete('ask', 'rep');
    played.called[0]?.take({ type: 'resume', by: { userId: 'boss' } });
    expect(played.called[0]?.waitsAt).toEqual(['c']);
  });
});
