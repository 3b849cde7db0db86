import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { handler } from '../support/compensation.ts';
import { boundary, compensate, end, error, eventSub, roots, start, sub, task, throwing, undone } from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const association = (from: string, to: string) => `<association id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const main = (thrown = compensate(), more = '') =>
  `${start('s')}${task('a')}${throwing('t', thrown)}${task('z')}${flows('s', 'a', 't', 'z')}${more}`;
const event = boundary('b', 'a', compensate());
const found = (more: string, thrown = compensate()) => problems(main(thrown, more), '', roots);

describe('compensation that is drawn wrong', () => {
  it('is right where an association leads to an activity that compensates', async () => {
    expect(await found(undone('a', handler('u')))).toEqual([]);
    expect(await found(`${event}${handler('u')}${association('u', 'b')}`)).toEqual([]);
  });

  it('leads to no handler, or to several', async () => {
    expect(await found(event)).toEqual(['compensation-handler-missing']);
    const both = `${event}${handler('u')}${handler('v')}${association('b', 'u')}${association('b', 'v')}`;
    expect(await found(both)).toEqual(['compensation-handlers-several']);
  });

  it('leads to what is not marked as a handler, or stands elsewhere', async () => {
    expect(await found(`${event}${task('u')}${association('b', 'u')}${flow('a', 'u')}`)).toEqual([
      'compensation-handler-unmarked',
    ]);
    const inside = sub('box', `${start('is')}${end('ie')}${flow('is', 'ie')}${handler('u')}`);
    expect(await found(`${event}${inside}${flow('a', 'box')}${association('b', 'u')}`)).toEqual([
      'compensation-handler-elsewhere',
    ]);
  });

  it('has a handler with flows, or an event with one', async () => {
    expect(await found(`${undone('a', handler('u'))}${flow('u', 'z')}`)).toEqual(['compensation-handler-flow']);
    expect(await found(`${undone('a', handler('u'))}${flow('s', 'u')}`)).toEqual(['compensation-handler-flow']);
    expect(await found(`${undone('a', handler('u'))}${flow('a-undone', 'z')}`)).toEqual(['compensation-boundary-flow']);
  });

  it('is said twice', async () => {
    const twice = `${undone('a', handler('u'))}${event}${handler('v')}${association('b', 'v')}`;
    expect(await found(twice)).toEqual(['compensation-twice']);
    const own = eventSub('h', compensate(), `${task('h-task')}${flow('h-start', 'h-task')}`);
    const box = sub('box', `${start('is')}${task('in')}${flow('is', 'in')}${own}`);
    expect(await found(`${box}${flow('a', 'box')}`)).toEqual([]);
    expect(await found(`${box}${flow('a', 'box')}${undone('box', handler('u'))}`)).toEqual(['compensation-twice']);
  });

  it('names an activity that does not exist, or that it does not see', async () => {
    const outside = undone('a', handler('u'));
    expect(await found(outside, compensate('a'))).toEqual([]);
    expect(await found(outside, compensate('gone'))).toEqual(['compensation-activity-unknown activityRef']);
    const deep = sub('box', `${start('is')}${task('in')}${flow('is', 'in')}${undone('in', handler('v'))}`);
    expect(await found(`${deep}${flow('a', 'box')}`, compensate('in'))).toEqual(['compensation-activity-elsewhere activityRef']);
    const inside = sub('box', `${start('is')}${throwing('it', compensate('a'))}${flow('is', 'it')}`);
    expect(await found(`${inside}${flow('a', 'box')}${outside}`)).toEqual(['compensation-activity-elsewhere activityRef']);
  });

  it('names from an event sub-process an activity beside it, or inside of it', async () => {
    const thrown = (ref: string) =>
      eventSub('h', error('err'), `${task('in')}${throwing('ht', compensate(ref))}${flows('h-start', 'in', 'ht')}`);
    for (const ref of ['a', 'in']) expect(await found(thrown(ref) + undone('a', handler('u')))).toEqual([]);
  });

  it('begins where nothing can be compensated', async () => {
    expect(await problems(`${start('s', compensate())}${task('a')}${flow('s', 'a')}`)).toEqual(['element-not-supported']);
    const box = sub('box', `${start('is', compensate())}${task('in')}${flow('is', 'in')}`);
    expect(new Set(await problems(`${start('s')}${box}${flow('s', 'box')}`))).toEqual(new Set(['element-not-supported']));
    const mixed = eventSub('h', compensate() + error('err'), `${task('x')}${flow('h-start', 'x')}`);
    expect(await found(sub('box', `${start('is')}${task('in')}${flow('is', 'in')}${mixed}`) + flow('a', 'box'))).toEqual([
      'element-not-supported',
    ]);
  });

  it('stands at an activity that compensates itself', async () => {
    const again = `${undone('a', handler('u'))}${boundary('b', 'u', compensate())}${handler('v')}${association('b', 'v')}`;
    expect(await found(again)).toEqual(['element-not-supported']);
  });

  it('is thrown by the runs of a multi-instance activity, which can wait for nothing', async () => {
    const behaviour = 'behavior="One" oneBehaviorEventRef="cd"';
    const loop = `<multiInstanceLoopCharacteristics ${behaviour}><loopCardinality>= 2</loopCardinality></multiInstanceLoopCharacteristics>`;
    const body = `${start('s')}${tag('userTask', 'x', '', loop)}${flow('s', 'x')}`;
    expect(await problems(body, '', '<compensateEventDefinition id="cd"/>')).toEqual(['element-not-supported loop.behavior']);
    expect(await problems(body, '', '<signal id="n" name="n"/><signalEventDefinition id="cd" signalRef="n"/>')).toEqual([]);
  });

  it('of an activity with nothing to undo does nothing', async () => {
    const played = Case.start(await program(main(compensate('a'))));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['z']);
  });

  it('of the process itself never begins: nobody compensates it', async () => {
    const own = eventSub('h', compensate(), `${task('h-task')}${flow('h-start', 'h-task')}`);
    const played = Case.start(await program(main(compensate(), own)));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['z']);
  });
});
