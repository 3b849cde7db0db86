import { startableActivities } from '@fortnight/shared/kernel';
import { describe, expect, it } from 'vitest';
import { Case, Play } from '../support/case.ts';
import { handler, logging, logOf, script, undoneBy } from '../support/compensation.ts';
import { compensate, end, error, eventSub, roots, signal, start, sub, task, throwing, undone } from '../support/events.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const noWait = 'waitForCompletion="false"';
/** A row of scripts between a start and an end, each of which can be undone. */
const row = (prefix: string, ...names: readonly string[]) =>
  [
    start(`${prefix}-s`) + end(`${prefix}-e`) + flows(`${prefix}-s`, ...names, `${prefix}-e`),
    ...names.map((name) => tag('task', name) + undone(name, logging(name))),
  ].join('');
const around = (box: string, more = '') =>
  `${start('s')}${box}${throwing('t', compensate())}${task('after')}${flows('s', 'box', 't', 'after')}${more}`;
const each = (isSequential = false, until = '') =>
  `<multiInstanceLoopCharacteristics isSequential="${isSequential}">${until}</multiInstanceLoopCharacteristics>`;
const items = '<fortnight:loop collection="= items" item="item"/>';
const localInputs = '<fortnight:input name="x" value="= seed"/>';

describe('a sub-process without a handler of its own', () => {
  it('is undone by what is inside of it, the last first', async () => {
    const played = Case.start(await program(around(sub('box', row('i', 'a', 'b', 'c')))));
    expect(logOf(played)).toEqual(['c', 'b', 'a']);
    expect(undoneBy(played)).toEqual(['box', 'c by undo-c', 'b by undo-b', 'a by undo-a']);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('is undone at every depth, and among the others in its place', async () => {
    const inner = sub('deep', row('d', 'b', 'c'));
    const box = sub('box', `${start('is')}${tag('task', 'a')}${undone('a', logging('a'))}${inner}${flows('is', 'a', 'deep')}`);
    const more = tag('task', 'first') + tag('task', 'last') + undone('first', logging('first')) + undone('last', logging('last'));
    const body = `${start('s')}${box}${more}${throwing('t', compensate())}${flows('s', 'first', 'box', 'last', 't')}`;
    const played = Case.start(await program(body));
    expect(logOf(played)).toEqual(['last', 'c', 'b', 'a', 'first']);
    expect(played.state).toMatchObject({ status: 'completed' });
  });

  it('waits for each before the next', async () => {
    const inside = [
      start('is') + task('a') + task('b') + end('ie') + flows('is', 'a', 'b', 'ie'),
      undone('a', handler('undo-a')) + undone('b', handler('undo-b')),
    ];
    const played = Case.start(await program(around(sub('box', inside.join('')))));
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['t', 'box', 'b', 'undo-b']);
    played.complete('undo-b', 'rep');
    expect(played.waitsAt).toEqual(['t', 'box', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('that is still under way is not undone from outside', async () => {
    const inside = `${start('is')}${tag('task', 'a')}${undone('a', logging('a'))}${task('b')}${flows('is', 'a', 'b')}`;
    const body = `${start('s')}${tag('parallelGateway', 'f')}${sub('box', inside)}${throwing('t', compensate())}${flows('s', 'f', 'box')}${flow('f', 't')}`;
    const played = Case.start(await program(body));
    expect(played.waitsAt).toEqual(['box', 'b']);
    expect(logOf(played)).toBeUndefined();
  });

  it('is undone from inside by what was completed there, and nothing outside', async () => {
    const inside = `${start('is')}${tag('task', 'a')}${undone('a', logging('a'))}${throwing('it', compensate())}${flows('is', 'a', 'it')}`;
    const body = `${start('s')}${tag('task', 'o')}${undone('o', logging('o'))}${sub('box', inside)}${task('after')}${flows('s', 'o', 'box', 'after')}`;
    const played = Case.start(await program(body));
    expect(logOf(played)).toEqual(['a']);
    expect(played.state.completions).toHaveLength(1);
  });

  it('is named by a throw event as any activity is', async () => {
    const body = `${start('s')}${tag('task', 'o')}${undone('o', logging('o'))}${sub('box', row('i', 'a'))}${throwing('t', compensate('box'))}${flows('s', 'o', 'box', 't')}`;
    const played = Case.start(await program(body));
    expect(logOf(played)).toEqual(['a']);
  });

  it('that does not wait is undone while the case goes on', async () => {
    const inside = `${start('is')}${task('a')}${end('ie')}${flows('is', 'a', 'ie')}${undone('a', handler('undo-a'))}`;
    const body = `${start('s')}${sub('box', inside)}${end('t', compensate(undefined, noWait))}${flows('s', 'box', 't')}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['box', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
  });
});

describe('a handler at the border of a sub-process', () => {
  it('undoes it as a whole: what is inside is not undone', async () => {
    const box = sub('box', row('i', 'a', 'b')) + undone('box', logging('box'));
    const played = Case.start(await program(around(box)));
    expect(logOf(played)).toEqual(['box']);
    expect(undoneBy(played)).toEqual(['box by undo-box']);
  });

  it('sees what the sub-process knew in the end, and writes what the case knows', async () => {
    const inside = `${start('is')}${script('grow', '= x + 1', 'x')}${end('ie')}${flows('is', 'grow', 'ie')}`;
    const undo = script('undo', '= x', 'seen', 'isForCompensation="true"');
    const box = sub('box', inside, '', localInputs) + undone('box', undo);
    const played = Case.start(await program(around(box)), { seed: 4 });
    expect(played.state.variables).toEqual({ seed: 4, seen: 5 });
    expect(played.all('compensationStarted')).toMatchObject([{ variables: { x: 5 } }]);
  });

  it('keeps to itself what it writes to the local variables of the past', async () => {
    const inside = `${start('is')}${end('ie')}${flows('is', 'ie')}`;
    const undo = script('undo', '= 9', 'x', 'isForCompensation="true"');
    const played = Case.start(await program(around(sub('box', inside, '', localInputs) + undone('box', undo))), { seed: 4 });
    expect(played.state.variables).toEqual({ seed: 4 });
  });

  it('sees the variables of the case as they are now', async () => {
    const body = [
      start('s') + script('a', '= 1', 'n') + script('b', '= 2', 'n') + throwing('t', compensate()) + flows('s', 'a', 'b', 't'),
      undone('a', script('undo', '= n', 'seen', 'isForCompensation="true"')),
    ];
    const played = Case.start(await program(body.join('')));
    expect(played.state.variables).toEqual({ n: 2, seen: 2 });
  });

  it('of a task sees its input mappings and what the outside answered', async () => {
    const booking = tag(
      'serviceTask',
      'book',
      '<fortnight:job type="book"/><fortnight:input name="x" value="= seed"/><fortnight:output name="done" value="= true"/>',
    );
    const undo = handler(
      'undo',
      'serviceTask',
      '<fortnight:job type="cancel"/><fortnight:input name="booking" value="= result.id"/>',
    );
    const body = `${start('s')}${booking}${throwing('t', compensate())}${flows('s', 'book', 't')}${undone('book', undo)}`;
    const played = Case.start(await program(body), { seed: 4 });
    played.take({ type: 'completeJob', jobId: played.state.jobs[0]?.id ?? '', variables: { id: 'B7' } });
    const order = played.host.effects.filter(({ type }) => type === 'createJob').at(-1);
    expect(order).toMatchObject({ jobType: 'cancel', variables: { x: 4, booking: 'B7', done: true } });
  });
});

describe('a multi-instance activity', () => {
  it('is undone once for each run that was completed, the last first, with its item', async () => {
    const a = tag('userTask', 'box', items, each()) + undone('box', logging('a', 'item'));
    const played = Case.start(await program(around(a)), { items: ['x', 'y', 'z'] });
    for (const _ of [1, 2, 3]) played.complete('box', 'rep');
    expect(logOf(played)).toEqual(['z', 'y', 'x']);
    expect(undoneBy(played)).toEqual(['box', 'box#3 by undo-a', 'box#2 by undo-a', 'box#1 by undo-a']);
    expect(played.all('compensationStarted')[0]).toMatchObject({ elementKind: 'multiInstance' });
    expect(played.waitsAt).toEqual(['after']);
  });

  it('that ended early is undone for the runs that were completed', async () => {
    const until = each(false, '<completionCondition>= numberOfCompletedInstances = 2</completionCondition>');
    const a = tag('userTask', 'box', items, until) + undone('box', logging('a', 'item'));
    const played = Case.start(await program(around(a)), { items: ['x', 'y', 'z'] });
    played.complete('box', 'rep');
    played.complete('box', 'rep');
    expect(logOf(played)).toEqual(['y', 'x']);
  });

  it('without runs has nothing to undo', async () => {
    const a = tag('userTask', 'box', items, each()) + undone('box', logging('a'));
    const played = Case.start(await program(around(a)), { items: [] });
    expect(logOf(played)).toBeUndefined();
    expect(played.waitsAt).toEqual(['after']);
  });

  it('under way is not undone, though runs of it are completed', async () => {
    const a = tag('userTask', 'box', items, each()) + undone('box', logging('a'));
    const body = `${start('s')}${tag('parallelGateway', 'f')}${a}${task('b')}${throwing('t', compensate())}${flows('s', 'f', 'box')}${flows('f', 'b', 't')}`;
    const played = Case.start(await program(body), { items: ['x', 'y'] });
    played.complete('box', 'rep');
    played.complete('b', 'rep');
    expect(logOf(played)).toBeUndefined();
    played.complete('box', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('that is a sub-process is undone run by run, each by what was done inside', async () => {
    const inside = [
      start('is') + tag('task', 'a') + tag('task', 'b') + flows('is', 'a', 'b'),
      undone('a', logging('a', '"a" + string(item)')) + undone('b', logging('b', '"b" + string(item)')),
    ];
    const played = Case.start(await program(around(sub('box', each(true) + inside.join(''), '', items))), { items: [1, 2] });
    expect(logOf(played)).toEqual(['b2', 'a2', 'b1', 'a1']);
  });

  it('as a loop is undone as often as it ran', async () => {
    const a =
      tag('task', 'box', '', '<standardLoopCharacteristics loopMaximum="3"/>') + undone('box', logging('a', 'loopCounter'));
    const played = Case.start(await program(around(a)));
    expect(logOf(played)).toEqual([3, 2, 1]);
  });

  it('inside of another is undone at both depths', async () => {
    const inner =
      tag('task', 'a', '<fortnight:loop collection="= item" item="part"/>', each(true)) + undone('a', logging('a', 'part'));
    const box = sub('box', `${each(true)}${start('is')}${inner}${flow('is', 'a')}`, '', items);
    const played = Case.start(await program(around(box)), { items: [[1, 2], [3]] });
    expect(logOf(played)).toEqual([3, 2, 1]);
  });

  it('undoes from inside of one run what that run did', async () => {
    const inside = `${start('is')}${tag('task', 'a')}${undone('a', logging('a', 'item'))}${tag('exclusiveGateway', 'x', '', '', 'default="x-ie"')}${end('ie')}${throwing('it', compensate())}${flows('is', 'a', 'x', 'ie')}${flow('x', 'it', '= item = "y"')}`;
    const body = `${start('s')}${sub('box', each() + inside, '', items)}${task('after')}${flows('s', 'box', 'after')}`;
    const played = Case.start(await program(body), { items: ['x', 'y', 'z'] });
    expect(logOf(played)).toEqual(['y']);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('of many runs is undone in one step', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>= 1000</loopCardinality></multiInstanceLoopCharacteristics>';
    const undo = tag(
      'scriptTask',
      'undo',
      '',
      '<script>= undone + 1</script>',
      'scriptFormat="feel" fortnight:resultVariable="undone" isForCompensation="true"',
    );
    const many = Play.start(await program(around(tag('task', 'box', '', loop) + undone('box', undo))), { undone: 0 });
    expect(many.state).toMatchObject({ variables: { undone: 1000 }, incidents: [] });
  });
});

describe('a compensation event sub-process', () => {
  const own = (inside: string, links: string) => eventSub('h', compensate(), inside + links);

  it('undoes the sub-process that it stands in, instead of what is inside', async () => {
    const box = sub('box', row('i', 'a', 'b') + own(script('undo', '= "whole"', 'log'), flow('h-start', 'undo')));
    const played = Case.start(await program(around(box)));
    expect(logOf(played)).toBe('whole');
    expect(undoneBy(played)).toEqual(['box by h']);
    expect(played.state.completions).toBeUndefined();
  });

  it('may throw compensation itself, for all that is inside', async () => {
    const thrown = script('mine', '= ["mine"]', 'log') + throwing('again', compensate());
    const box = sub('box', row('i', 'a', 'b') + own(thrown, flows('h-start', 'mine', 'again')));
    const played = Case.start(await program(around(box)));
    expect(logOf(played)).toEqual(['mine', 'b', 'a']);
    expect(undoneBy(played)).toEqual(['box by h', 'b by undo-b', 'a by undo-a']);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('may throw it for one activity inside', async () => {
    const box = sub('box', row('i', 'a', 'b') + own(throwing('again', compensate('a')), flow('h-start', 'again')));
    const played = Case.start(await program(around(box)));
    expect(logOf(played)).toEqual(['a']);
  });

  it('waits as long as what is inside is undone', async () => {
    const inside = `${start('is')}${task('a')}${flow('is', 'a')}${undone('a', handler('undo-a'))}`;
    const box = sub('box', inside + own(throwing('again', compensate()) + task('note'), flows('h-start', 'again', 'note')));
    const played = Case.start(await program(around(box)));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['t', 'box', 'h', 'again', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['t', 'box', 'h', 'note']);
    played.complete('note', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('works on what the sub-process knew in the end', async () => {
    const inside = `${start('is')}${script('grow', '= x + 1', 'x')}${flow('is', 'grow')}`;
    const box = sub('box', inside + own(script('undo', '= x', 'seen'), flow('h-start', 'undo')), '', localInputs);
    const played = Case.start(await program(around(box)), { seed: 4 });
    expect(played.state.variables).toEqual({ seed: 4, seen: 5 });
  });

  it('runs for each run of a multi-instance sub-process, with its own', async () => {
    const undo = script('undo', '= append(if log = null then [] else log, item)', 'log');
    const box = sub('box', `${each()}${start('is')}${own(undo, flow('h-start', 'undo'))}`, '', items);
    const played = Case.start(await program(around(box)), { items: ['x', 'y'] });
    expect(logOf(played)).toEqual(['y', 'x']);
  });

  it('does not begin as long as its sub-process is open', async () => {
    const box = sub(
      'box',
      `${start('is')}${throwing('it', compensate())}${task('b')}${flows('is', 'it', 'b')}${own(task('undo'), flow('h-start', 'undo'))}`,
    );
    const played = Case.start(await program(around(box)));
    expect(played.waitsAt).toEqual(['box', 'b']);
  });
});

describe('an event sub-process', () => {
  it('undoes what was completed in the scope around it', async () => {
    const inside = [
      start('is') + tag('task', 'a') + end('ie', error('err')) + flows('is', 'a', 'ie') + undone('a', logging('a')),
      eventSub('h', error('err'), `${throwing('ht', compensate())}${end('he')}${flows('h-start', 'ht', 'he')}`),
    ];
    const body = `${start('s')}${sub('box', inside.join(''))}${task('after')}${flows('s', 'box', 'after')}`;
    const played = Case.start(await program(body, '', roots));
    expect(logOf(played)).toEqual(['a']);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('of the process undoes all that the process completed', async () => {
    const body = [
      start('s') + sub('box', row('i', 'a', 'b')) + task('c') + flows('s', 'box', 'c') + undone('c', logging('c')),
      eventSub('h', signal(), `${throwing('ht', compensate())}${flow('h-start', 'ht')}`),
    ];
    const played = Case.start(await program(body.join(''), '', roots));
    played.take({ type: 'deliverSignal', name: 'alarm' });
    expect(logOf(played)).toEqual(['b', 'a']);
    expect(played.state.status).toBe('completed');
  });

  it('beside its scope undoes by name, while that goes on', async () => {
    const body = [
      start('s') + tag('task', 'a') + task('b') + flows('s', 'a', 'b') + undone('a', handler('undo-a')),
      eventSub('h', signal(), `${throwing('ht', compensate('a'))}${flow('h-start', 'ht')}`, 'isInterrupting="false"'),
    ];
    const played = Case.start(await program(body.join(''), '', roots));
    played.take({ type: 'deliverSignal', name: 'alarm' });
    expect(played.waitsAt).toEqual(['b', 'h', 'ht', 'a', 'undo-a']);
    played.complete('b', 'rep');
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('that does not wait is done before what it undoes', async () => {
    const body = [
      start('s') + tag('task', 'a') + task('b') + flows('s', 'a', 'b') + undone('a', handler('undo-a')),
      eventSub('h', signal(), `${throwing('ht', compensate('a', noWait))}${flow('h-start', 'ht')}`),
    ];
    const played = Case.start(await program(body.join(''), '', roots));
    played.take({ type: 'deliverSignal', name: 'alarm' });
    expect(played.waitsAt).toEqual(['a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('beside its scope was completed too: what it did is undone', async () => {
    const inside = `${tag('task', 'n')}${flow('h-start', 'n')}${undone('n', logging('n'))}`;
    const body = [
      start('s') +
        tag('task', 'a') +
        task('b') +
        throwing('t', compensate()) +
        flows('s', 'a', 'b', 't') +
        undone('a', logging('a')),
      eventSub('h', signal(), inside, 'isInterrupting="false"'),
    ];
    const played = Case.start(await program(body.join(''), '', roots));
    played.take({ type: 'deliverSignal', name: 'alarm' });
    played.take({ type: 'deliverSignal', name: 'alarm' });
    played.complete('b', 'rep');
    expect(logOf(played)).toEqual(['n', 'n', 'a']);
  });
});

describe('an ad-hoc sub-process', () => {
  const adHoc = (inside: string, attributes = '') => tag('adHocSubProcess', 'box', '', inside, attributes);
  const tasks = task('a') + task('b') + undone('a', handler('undo-a')) + undone('b', logging('b'));

  it('is undone by what was done in it; what compensates is nothing that people may begin', async () => {
    const played = Case.start(await program(around(adHoc(tasks))));
    expect(startableActivities(played.program, played.state)).toEqual(['a', 'b']);
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(logOf(played)).toEqual(['b']);
    expect(played.waitsAt).toEqual(['t', 'box', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('with a handler of its own begins nothing again while that runs', async () => {
    const box = adHoc(`${task('a')}${task('b')}`, 'ordering="Sequential"') + undone('box', handler('undo'));
    const played = Case.start(await program(around(box)));
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['t', 'box', 'undo']);
    expect(startableActivities(played.program, played.state)).toEqual([]);
    played.complete('undo', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('goes on with the next activity once what nobody waits for is undone', async () => {
    const inside =
      tag('task', 'a') + throwing('t2', compensate(undefined, noWait)) + flow('a', 't2') + undone('a', handler('undo-a'));
    const box = adHoc(`${inside}${task('b')}`, 'ordering="Sequential"');
    const played = Case.start(await program(around(box)));
    expect(played.waitsAt).toEqual(['box', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['box', 'b']);
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });
});

describe('an activity that takes in several tokens, or gives out several', () => {
  it('compensates once for each time it was completed', async () => {
    const body = [
      start('s') + tag('parallelGateway', 'f') + tag('task', 'a', '', '', 'startQuantity="2"'),
      tag('task', 'x') + tag('task', 'y') + throwing('t', compensate()) + task('after'),
      flows('s', 'f', 'x', 'a', 't', 'after') + flows('f', 'y', 'a'),
      undone('a', tag('userTask', 'undo', '', '', 'isForCompensation="true" startQuantity="2" completionQuantity="2"')),
    ];
    const played = Case.start(await program(body.join('')));
    expect(played.waitsAt).toEqual(['t', 'a', 'undo']);
    played.complete('undo', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });
});
