import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { boundary, end, eventSub, roots, signal, start, task, timer } from '../support/events.ts';
import { escaped, flow, flows, problems, program, tag } from '../support/process.ts';

const adHoc = (inside: string, attributes = '', condition?: string, extension = '') =>
  tag(
    'adHocSubProcess',
    'box',
    extension,
    `${inside}${condition === undefined ? '' : `<completionCondition>${escaped(condition)}</completionCondition>`}`,
    attributes,
  );
const around = (box: string, more = '') => `${start('s')}${box}${task('after')}${flows('s', 'box', 'after')}${more}`;
const activities = `${task('a')}${task('b')}${task('c')}`;
const sequential = 'ordering="Sequential"';

describe('an ad-hoc sub-process', () => {
  it('begins all of its activities at once, and ends when all are done', async () => {
    const played = Case.start(await program(around(adHoc(activities))));
    expect(played.waitsAt).toEqual(['box', 'a', 'b', 'c']);
    for (const id of ['b', 'a', 'c']) played.complete(id, 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('ends once its condition holds, and cancels what is under way', async () => {
    const played = Case.start(await program(around(adHoc(activities, '', '= enough = true'))));
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['box', 'a', 'c']);
    played.complete('a', 'rep', { variables: { enough: true } });
    expect(played.waitsAt).toEqual(['after']);
    expect(played.all('elementTerminated')).toMatchObject([{ elementId: 'c', cause: 'conditionMet' }]);
  });

  it('waits for what is under way where it does not cancel', async () => {
    const played = Case.start(await program(around(adHoc(activities, 'cancelRemainingInstances="false"', '= enough = true'))));
    played.complete('a', 'rep', { variables: { enough: true } });
    expect(played.waitsAt).toEqual(['box', 'b', 'c']);
    played.complete('b', 'rep');
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('in sequence begins one after another, in their order', async () => {
    const played = Case.start(await program(around(adHoc(activities, sequential))));
    expect(played.waitsAt).toEqual(['box', 'a']);
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['box', 'b']);
    played.complete('b', 'rep');
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('in sequence begins nothing more once its condition holds', async () => {
    const played = Case.start(await program(around(adHoc(activities, sequential, '= enough = true'))));
    played.complete('a', 'rep', { variables: { enough: true } });
    expect(played.waitsAt).toEqual(['after']);
  });

  it('follows the flows that are drawn inside', async () => {
    const played = Case.start(await program(around(adHoc(`${activities}${flow('a', 'b')}`))));
    expect(played.waitsAt).toEqual(['box', 'a', 'c']);
    played.complete('a', 'rep');
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['box', 'b']);
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('lets people begin an activity again, or out of order', async () => {
    const all = Case.start(await program(around(adHoc(activities, '', '= enough = true'))));
    all.complete('a', 'rep');
    all.take({ type: 'startActivity', elementId: 'a', by: { userId: 'rep' } });
    expect(all.waitsAt).toEqual(['box', 'b', 'c', 'a']);
    const one = Case.start(await program(around(adHoc(activities, sequential))));
    expect(one.refused({ type: 'startActivity', elementId: 'c', by: { userId: 'rep' } }).code).toBe('one-at-a-time');
    expect(one.refused({ type: 'startActivity', elementId: 'after', by: { userId: 'rep' } }).code).toBe('not-ad-hoc');
  });

  it('whose condition fails waits with an incident, and reads it again', async () => {
    const played = Case.start(await program(around(adHoc(activities, '', '= enough + 1 > x'))), { x: 'text' });
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('ends with its boundary event, and with an event sub-process inside', async () => {
    const late = Case.start(
      await program(
        around(adHoc(activities), `${boundary('late', 'box', timer())}${task('then')}${flow('late', 'then')}`),
        '',
        roots,
      ),
    );
    late.advance(hour);
    expect(late.waitsAt).toEqual(['then']);
    const handler = eventSub('h', signal(), `${task('handle')}${end('he')}${flows('h-start', 'handle', 'he')}`);
    const inside = Case.start(await program(around(adHoc(activities + handler)), '', roots));
    inside.take({ type: 'deliverSignal', name: 'alarm' });
    expect(inside.waitsAt).toEqual(['box', 'h', 'handle']);
    inside.complete('handle', 'rep');
    expect(inside.waitsAt).toEqual(['after']);
  });

  it('runs for each of several items', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
    const played = Case.start(await program(around(adHoc(`${task('a')}${loop}`))));
    played.complete('a', 'rep');
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('that holds nothing is over at once; start and end events have no place in it', async () => {
    expect(Case.start(await program(around(adHoc('')))).waitsAt).toEqual(['after']);
    expect(await problems(around(adHoc(`${start('is')}${task('a')}${flows('is', 'a')}`)))).toEqual(['ad-hoc-event']);
  });
});
