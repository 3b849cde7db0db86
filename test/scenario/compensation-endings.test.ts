import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { handler, logging, logOf, undoneBy } from '../support/compensation.ts';
import {
  boundary,
  compensate,
  end,
  error,
  escalation,
  eventSub,
  roots,
  signal,
  start,
  sub,
  task,
  throwing,
  timer,
  undone,
} from '../support/events.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const terminate = '<terminateEventDefinition/>';
const job = (id: string) => handler(id, 'serviceTask', '<fortnight:job type="w"/>');
const fails = (played: Case) => played.take({ type: 'throwJobError', jobId: played.state.jobs[0]?.id ?? '', errorCode: 'oops' });
const boss = { userId: 'boss' };

describe('an error in a handler', () => {
  const inside = `${start('is')}${task('a')}${throwing('t', compensate())}${end('ie')}${flows('is', 'a', 't', 'ie')}${undone('a', job('undo-a'))}`;

  it('is thrown by the throw event, and caught at the border around that', async () => {
    const body = `${start('s')}${sub('box', inside)}${boundary('b', 'box', error('err'))}${task('out')}${flow('s', 'box')}${flow('b', 'out')}`;
    const played = Case.start(await program(body, '', roots));
    played.complete('a', 'rep');
    fails(played);
    expect(played.waitsAt).toEqual(['out']);
    expect(played.state).not.toHaveProperty('compensations');
    expect(played.trace).toContain('xundo-a');
    expect(played.all('compensationTerminated')).toMatchObject([{ elementId: 'a', cause: 'error' }]);
    expect(played.all('compensationEnded')).toMatchObject([{ elementId: 't', cause: 'error' }]);
  });

  it('is caught by an event sub-process beside the throw event', async () => {
    const caught = eventSub('h', error('err'), `${task('h-task')}${flow('h-start', 'h-task')}`);
    const played = Case.start(await program(`${start('s')}${sub('box', inside + caught)}${flow('s', 'box')}`, '', roots));
    played.complete('a', 'rep');
    fails(played);
    expect(played.waitsAt).toEqual(['box', 'h', 'h-task']);
  });

  it('is not caught at the border of what was completed', async () => {
    const body = [
      start('s') +
        task('a') +
        boundary('b', 'a', error('err')) +
        task('out') +
        throwing('t', compensate()) +
        flows('s', 'a', 't'),
      flow('b', 'out') + undone('a', job('undo-a')),
    ];
    const played = Case.start(await program(body.join(''), '', roots));
    played.complete('a', 'rep');
    fails(played);
    expect(played.state.status).toBe('failed');
    expect(played.state).not.toHaveProperty('completions');
  });

  it('deep in a sub-process that is undone is not caught there either', async () => {
    const deep = `${start('ds')}${task('a')}${flow('ds', 'a')}${undone('a', job('undo-a'))}${eventSub('h', error('err'), `${task('h-task')}${flow('h-start', 'h-task')}`)}`;
    const outside = `${start('is')}${sub('deep', deep)}${throwing('t', compensate())}${flows('is', 'deep', 't')}`;
    const body = `${start('s')}${sub('box', outside)}${boundary('b', 'box', error('err'))}${task('out')}${flow('s', 'box')}${flow('b', 'out')}`;
    const played = Case.start(await program(body, '', roots));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['box', 't', 'deep', 'a', 'undo-a']);
    fails(played);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('is caught at the border of the handler itself, and compensation goes on', async () => {
    const body = [
      start('s') +
        task('a') +
        throwing('t', compensate()) +
        task('after') +
        flows('s', 'a', 't', 'after') +
        undone('a', job('undo-a')),
      boundary('b', 'undo-a', error('err')) + task('by-hand') + flow('b', 'by-hand'),
    ];
    const played = Case.start(await program(body.join(''), '', roots));
    played.complete('a', 'rep');
    fails(played);
    expect(played.waitsAt).toEqual(['t', 'a', 'by-hand']);
    played.complete('by-hand', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('that nobody waits for is thrown where the activity was completed', async () => {
    const loose = inside
      .replace('<compensateEventDefinition ', '<compensateEventDefinition waitForCompletion="false" ')
      .replace(end('ie'), task('ie'));
    const thrown = loose.replace(/(boundaryEvent.*?<compensateEventDefinition) waitForCompletion="false"/, '$1');
    const body = `${start('s')}${sub('box', thrown)}${boundary('b', 'box', error('err'))}${task('out')}${flow('s', 'box')}${flow('b', 'out')}`;
    const played = Case.start(await program(body, '', roots));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['box', 'a', 'undo-a', 'ie']);
    fails(played);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('in a compensation event sub-process goes out the same way', async () => {
    const own = eventSub('h', compensate(), `${end('he', error('err'))}${flow('h-start', 'he')}`);
    const other = eventSub('g', error('err'), `${task('g-task')}${flow('g-start', 'g-task')}`);
    const deep = `${start('ds')}${task('a')}${flow('ds', 'a')}${own}${other}`;
    const outside = `${start('is')}${sub('deep', deep)}${throwing('t', compensate())}${flows('is', 'deep', 't')}`;
    const body = `${start('s')}${sub('box', outside)}${boundary('b', 'box', error('err'))}${task('out')}${flow('s', 'box')}${flow('b', 'out')}`;
    const played = Case.start(await program(body, '', roots));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['out']);
  });
});

describe('an escalation in a handler', () => {
  it('is caught around the throw event, beside it', async () => {
    const raising = handler('undo-a', 'subProcess', '', `${start('us')}${end('ue', escalation('esc'))}${flow('us', 'ue')}`);
    const inside = `${start('is')}${task('a')}${throwing('t', compensate())}${task('more')}${flows('is', 'a', 't', 'more')}${undone('a', raising)}`;
    const body = `${start('s')}${sub('box', inside)}${boundary('b', 'box', escalation('esc'), 'cancelActivity="false"')}${task('out')}${flow('s', 'box')}${flow('b', 'out')}`;
    const played = Case.start(await program(body, '', roots));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['box', 'out', 'more']);
  });
});

describe('what ends while it is compensated', () => {
  const waiting = `${task('a')}${throwing('t', compensate())}${undone('a', handler('undo-a'))}`;

  it('by a timer at the border around it ends the handler with it', async () => {
    const inside = `${start('is')}${waiting}${flows('is', 'a', 't')}`;
    const body = `${start('s')}${sub('box', inside)}${boundary('b', 'box', timer())}${task('out')}${flow('s', 'box')}${flow('b', 'out')}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    played.advance(hour);
    expect(played.waitsAt).toEqual(['out']);
    expect(played.state.tasks).toHaveLength(1);
    expect(played.all('compensationTerminated')).toHaveLength(1);
    expect(played.all('compensationEnded')).toHaveLength(1);
  });

  it('by a cancel of the case leaves nothing open', async () => {
    const played = Case.start(await program(`${start('s')}${waiting}${flows('s', 'a', 't')}`));
    played.complete('a', 'rep');
    played.take({ type: 'cancel', by: boss, reason: 'enough' });
    expect(played.state).toMatchObject({ status: 'terminated', tokens: [], scopes: [], tasks: [] });
    expect(played.state).not.toHaveProperty('compensations');
  });

  it('by a terminate end event beside it ends with all of it', async () => {
    const body = [
      start('s') + tag('parallelGateway', 'f') + waiting + task('x') + end('e', terminate),
      flows('s', 'f', 'a', 't') + flows('f', 'x', 'e'),
    ];
    const played = Case.start(await program(body.join('')));
    played.complete('a', 'rep');
    played.complete('x', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', tokens: [], tasks: [] });
  });

  it('by a suspension waits, and goes on when the case is resumed', async () => {
    const played = Case.start(await program(`${start('s')}${waiting}${flows('s', 'a', 't')}`));
    played.complete('a', 'rep');
    played.take({ type: 'suspend', by: boss });
    played.take({ type: 'resume', by: boss });
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('in an event sub-process that is ended itself, ends too', async () => {
    const inner = [
      throwing('ht', compensate('a')) + flow('h-start', 'ht'),
      eventSub('n', signal('sig2'), `${task('n-task')}${flow('n-start', 'n-task')}`),
    ];
    const body = [
      start('s') + tag('task', 'a') + task('b') + flows('s', 'a', 'b') + undone('a', handler('undo-a')),
      eventSub('h', signal(), inner.join(''), 'isInterrupting="false"'),
    ];
    const played = Case.start(await program(body.join(''), '', roots));
    played.take({ type: 'deliverSignal', name: 'alarm' });
    expect(played.waitsAt).toEqual(['b', 'h', 'ht', 'a', 'undo-a']);
    played.take({ type: 'deliverSignal', name: 'calm' });
    expect(played.waitsAt).toEqual(['b', 'h', 'n', 'n-task']);
    expect(played.state).not.toHaveProperty('compensations');
  });

  it('a case that is over has forgotten what it completed', async () => {
    const played = Case.start(
      await program(`${start('s')}${task('a')}${end('e')}${flows('s', 'a', 'e')}${undone('a', handler('undo-a'))}`),
    );
    played.complete('a', 'rep');
    expect(played.state.status).toBe('completed');
    expect(played.state).not.toHaveProperty('completions');
  });
});

describe('a sub-process that was not completed', () => {
  const inner = (more: string) => `${start('is')}${tag('task', 'a')}${undone('a', logging('a'))}${more}`;
  const outer = (box: string, more = '') =>
    `${start('s')}${box}${throwing('t', compensate())}${task('after')}${flows('s', 'box', 't', 'after')}${more}`;

  it('but failed is not undone: what was done in it is forgotten', async () => {
    const box = sub('box', inner(`${end('ie', error('err'))}${flows('is', 'a', 'ie')}`));
    const played = Case.start(await program(outer(box, `${boundary('b', 'box', error('err'))}${flow('b', 't')}`), '', roots));
    expect(logOf(played)).toBeUndefined();
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state).not.toHaveProperty('completions');
  });

  it('but interrupted is not undone', async () => {
    const box = sub('box', inner(`${task('b')}${flows('is', 'a', 'b')}`));
    const played = Case.start(await program(outer(box, `${boundary('bt', 'box', timer())}${flow('bt', 't')}`)));
    played.advance(hour);
    expect(logOf(played)).toBeUndefined();
    expect(played.waitsAt).toEqual(['after']);
  });

  it('but terminated is not undone, by what is inside or by its own handler', async () => {
    const box = sub('box', inner(`${end('ie', terminate)}${flows('is', 'a', 'ie')}`));
    for (const more of ['', undone('box', logging('box'))]) {
      const played = Case.start(await program(outer(box, more)));
      expect(logOf(played)).toBeUndefined();
      expect(played.waitsAt).toEqual(['after']);
      expect(played.all('compensationForgotten')).toMatchObject([{ elementId: 'ie' }]);
    }
  });

  it('but interrupted from inside is not undone', async () => {
    const caught = eventSub(
      'h',
      error('err'),
      `${tag('task', 'h-task')}${flow('h-start', 'h-task')}${undone('h-task', logging('h'))}`,
    );
    const box = sub('box', inner(`${end('ie', error('err'))}${flows('is', 'a', 'ie')}${caught}`));
    const played = Case.start(await program(outer(box, undone('box', logging('box'))), '', roots));
    expect(logOf(played)).toBeUndefined();
    expect(played.all('compensationForgotten')).toMatchObject([{ elementId: 'h' }]);
    expect(undoneBy(played)).toEqual([]);
  });

  it('keeps nothing of the runs of a multi-instance activity that was interrupted', async () => {
    const items = '<fortnight:loop collection="= [1, 2]" item="item"/>';
    const box = tag('userTask', 'box', items, '<multiInstanceLoopCharacteristics/>') + undone('box', logging('a'));
    const played = Case.start(await program(outer(box, `${boundary('bt', 'box', timer())}${flow('bt', 't')}`)));
    played.complete('box', 'rep');
    expect(played.state.completions).toHaveLength(1);
    played.advance(hour);
    expect(played.state).not.toHaveProperty('completions');
    expect(logOf(played)).toBeUndefined();
  });
});
