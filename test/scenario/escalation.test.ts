import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { beside, boundary, end, escalation, eventSub, roots, start, sub, task, throwing } from '../support/events.ts';
import { flow, flows, program } from '../support/process.ts';

/** A sub-process that throws and goes on to a task, with an event on its border that leads to another. */
const around = (
  attached: string,
  inside = `${start('is')}${throwing('t', escalation('esc'))}${task('in')}${flows('is', 't', 'in')}`,
) =>
  `${start('s')}${sub('box', inside)}${attached}${task('after')}${task('handle')}${flows('s', 'box', 'after')}${attached ? flow('b', 'handle') : ''}`;

describe('an escalation', () => {
  it('is caught beside the sub-process, and the thrower goes on', async () => {
    const played = Case.start(await program(around(beside('b', 'box', escalation('esc'))), '', roots));
    expect(played.waitsAt).toEqual(['box', 'handle', 'in']);
    expect(played.all('escalationThrown')).toMatchObject([{ elementId: 't', escalationCode: 'late', caughtBy: 'b' }]);
  });

  it('interrupts the sub-process where the event does', async () => {
    const played = Case.start(await program(around(boundary('b', 'box', escalation('esc'))), '', roots));
    expect(played.waitsAt).toEqual(['handle']);
    expect(played.all('elementTerminated').map(({ elementId }) => elementId)).toEqual(['t', 'box']);
  });

  it('that nobody catches stops nothing, and is told to the caller', async () => {
    const played = Case.start(await program(around(''), '', roots));
    expect(played.waitsAt).toEqual(['box', 'in']);
    expect(played.host.effects).toMatchObject([{ type: 'escalate', elementId: 't', escalationCode: 'late' }, {}]);
  });

  it('passes an event of another code, and is caught by one without a code', async () => {
    const other = Case.start(await program(around(boundary('b', 'box', escalation('esc2'))), '', roots));
    expect(other.waitsAt).toEqual(['box', 'in']);
    const all = Case.start(await program(around(boundary('b', 'box', escalation())), '', roots));
    expect(all.waitsAt).toEqual(['handle']);
  });

  it('is caught by the innermost scope that names it', async () => {
    const inner = `${start('xs')}${sub('i', `${start('is')}${throwing('t', escalation('esc'))}${flows('is', 't')}`)}${beside('ib', 'i', escalation('esc'))}${task('inside')}${flows('xs', 'i')}${flow('ib', 'inside')}`;
    const played = Case.start(await program(around(beside('b', 'box', escalation('esc')), inner), '', roots));
    expect(played.waitsAt).toEqual(['box', 'inside']);
  });

  it('thrown at the end is caught while the scope closes', async () => {
    const inner = `${start('is')}${end('t', escalation('esc'))}${flows('is', 't')}`;
    const played = Case.start(await program(around(beside('b', 'box', escalation('esc')), inner), '', roots));
    expect(played.waitsAt).toEqual(['handle', 'after']);
  });

  it('begins an event sub-process beside the thrower, or one that interrupts it', async () => {
    const body = (attributes: string) =>
      `${start('s')}${throwing('t', escalation('esc'))}${task('u')}${flows('s', 't', 'u')}${eventSub('h', escalation('esc'), `${task('handle')}${flow('h-start', 'handle')}`, attributes)}`;
    const both = Case.start(await program(body('isInterrupting="false"'), '', roots));
    expect(both.waitsAt).toEqual(['h', 'handle', 'u']);
    const only = Case.start(await program(body(''), '', roots));
    expect(only.waitsAt).toEqual(['h', 'handle']);
  });

  it('inside of the event sub-process that caught it goes further out', async () => {
    const handler = eventSub('h', escalation('esc'), `${end('again', escalation('esc'))}${flow('h-start', 'again')}`);
    const inner = `${start('is')}${throwing('t', escalation('esc'))}${task('in')}${flows('is', 't', 'in')}${handler}`;
    const played = Case.start(await program(around(beside('b', 'box', escalation('esc')), inner), '', roots));
    expect(played.waitsAt).toEqual(['handle', 'after']);
  });

  it('brings the values of its input mappings', async () => {
    const inner = `${start('is')}${throwing('t', escalation('esc'), '<fortnight:input name="why" value="= &quot;late&quot;"/>')}${flows('is', 't')}`;
    const played = Case.start(await program(around(boundary('b', 'box', escalation('esc')), inner), '', roots));
    expect(played.state.variables).toMatchObject({ why: 'late' });
  });
});
