import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { handler, logging, logOf, script, undoneBy } from '../support/compensation.ts';
import { boundary, compensate, end, message, roots, signal, start, task, throwing, timer, undone } from '../support/events.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const two = (thrown: string) =>
  [
    start('s') + task('a') + task('b') + thrown + task('after') + flows('s', 'a', 'b', 't', 'after'),
    undone('a', handler('undo-a')) + undone('b', handler('undo-b')),
  ].join('');
const done = async (body: string) => {
  const played = Case.start(await program(body, '', roots));
  played.complete('a', 'rep');
  played.complete('b', 'rep');
  return played;
};
const noWait = 'waitForCompletion="false"';

describe('a compensation event', () => {
  it('undoes what was completed, the last first, and goes on once all is done', async () => {
    const played = await done(two(throwing('t', compensate())));
    expect(played.waitsAt).toEqual(['t', 'b', 'undo-b']);
    played.complete('undo-b', 'rep');
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(undoneBy(played)).toEqual(['b by undo-b', 'a by undo-a']);
    played.complete('after', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('is told in the history: thrown, started, the handler, completed, ended', async () => {
    const played = await done(two(throwing('t', compensate('a'))));
    played.complete('undo-a', 'rep');
    const told = played.host.events.filter(({ type }) => /ompensat|elementEntered|elementCompleted/.test(type)).slice(-8, -1);
    expect(told).toMatchObject([
      { type: 'compensationThrown', elementId: 't', activityId: 'a', waits: true, requestedBy: 'rep' },
      { type: 'compensationStarted', elementId: 'a', elementKind: 'userTask', handlerId: 'undo-a' },
      { type: 'elementEntered', elementId: 'undo-a' },
      { type: 'elementCompleted', elementId: 'undo-a', by: { userId: 'rep' } },
      { type: 'compensationCompleted', elementId: 'a' },
      { type: 'compensationEnded', elementId: 't' },
      { type: 'elementCompleted', elementId: 't' },
    ]);
  });

  it('undoes the activity that it names, and no other', async () => {
    const played = await done(two(throwing('t', compensate('a'))));
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state.completions).toMatchObject([{ element: played.program.elements.findIndex(({ id }) => id === 'b') }]);
  });

  it('that does not wait goes on at once', async () => {
    const played = await done(two(throwing('t', compensate(undefined, noWait))));
    expect(played.waitsAt).toEqual(['b', 'undo-b', 'after']);
    played.complete('after', 'rep');
    expect(played.state.status).toBe('active');
    played.complete('undo-b', 'rep');
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('at the end ends once all is done', async () => {
    const played = await done(
      start('s') + task('a') + task('b') + end('t', compensate()) + flows('s', 'a', 'b', 't') + undone('a', handler('undo-a')),
    );
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
    expect(played.trace).toContain('-undo-a -t');
  });

  it('at the end that does not wait leaves the case open until all is done', async () => {
    const thrown = end('t', compensate(undefined, noWait));
    const played = await done(
      start('s') + task('a') + task('b') + thrown + flows('s', 'a', 'b', 't') + undone('a', handler('undo-a')),
    );
    expect(played.waitsAt).toEqual(['a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('undoes nothing that is not completed', async () => {
    const body = [
      start('s') + tag('parallelGateway', 'f') + task('a') + task('b') + throwing('t', compensate()) + end('e') + end('ae'),
      flows('s', 'f', 'a', 'ae') + flows('f', 'b', 't', 'e') + undone('a', handler('undo-a')),
    ];
    const played = Case.start(await program(body.join('')));
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['a']);
    expect(played.all('compensationEnded')).toMatchObject([{ elementId: 't' }]);
    expect(played.all('compensationStarted')).toEqual([]);
  });

  it('undoes nothing that was interrupted', async () => {
    const body = [
      start('s') + task('a') + boundary('b', 'a', timer()) + throwing('t', compensate()) + end('e'),
      flows('s', 'a', 'e') + flows('b', 't', 'e') + undone('a', handler('undo-a')),
    ];
    const played = Case.start(await program(body.join('')));
    played.advance(hour);
    expect(played.state.status).toBe('completed');
    expect(played.all('compensationStarted')).toEqual([]);
  });

  it('undoes nothing twice', async () => {
    const body = [
      start('s') + task('a') + throwing('t', compensate()) + throwing('t2', compensate('a')) + task('after'),
      flows('s', 'a', 't', 't2', 'after') + undone('a', handler('undo-a')),
    ];
    const played = Case.start(await program(body.join('')));
    played.complete('a', 'rep');
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(undoneBy(played)).toEqual(['a by undo-a']);
  });

  it('undoes what was completed in a circle as often, the last first', async () => {
    const body = [
      start('s') + tag('exclusiveGateway', 'm') + script('a', '= (if n = null then 0 else n) + 1', 'n'),
      tag('exclusiveGateway', 'x', '', '', 'default="x-t"') + throwing('t', compensate()) + end('e'),
      flows('s', 'm', 'a', 'x') + flow('x', 'm', '= n < 3') + flows('x', 't', 'e'),
      undone('a', logging('a')),
    ];
    const played = Case.start(await program(body.join('')));
    expect(logOf(played)).toEqual(['a', 'a', 'a']);
    const numbers = played.all('compensationStarted').map(({ recordId }) => Number(recordId.slice(1)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  it('leaves alone what is completed after it was thrown', async () => {
    const body = [
      start('s') + tag('parallelGateway', 'f') + task('a') + task('b') + throwing('t', compensate()) + end('e') + end('be'),
      flows('s', 'f', 'a', 't', 'e') + flows('f', 'b', 'be') + undone('a', handler('undo-a')) + undone('b', handler('undo-b')),
    ];
    const played = Case.start(await program(body.join('')));
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    played.complete('undo-a', 'rep');
    expect(played.state.status).toBe('completed');
    expect(undoneBy(played)).toEqual(['a by undo-a']);
  });

  it('beside a message and a signal is one of several that are thrown in order', async () => {
    const played = await done(two(throwing('t', message() + compensate('a') + signal())));
    expect(played.all('messageThrown')).toHaveLength(1);
    expect(played.all('signalThrown')).toEqual([]);
    played.complete('undo-a', 'rep');
    expect(played.all('signalThrown')).toHaveLength(1);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('beside a terminate ends the rest once all is done', async () => {
    const played = await done(
      start('s') +
        tag('parallelGateway', 'f') +
        task('a') +
        task('b') +
        task('c') +
        end('t', `${compensate()}<terminateEventDefinition/>`) +
        flows('s', 'f', 'a', 'b', 't') +
        flow('f', 'c') +
        undone('a', handler('undo-a')),
    );
    expect(played.waitsAt).toEqual(['c', 't', 'a', 'undo-a']);
    played.complete('undo-a', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', tokens: [] });
  });

  it('thrown by two branches undoes each activity once', async () => {
    const body = [
      start('s') + task('a') + task('b') + tag('parallelGateway', 'f') + tag('parallelGateway', 'j') + task('after'),
      throwing('t', compensate('a')) + throwing('t2', compensate()),
      flows('s', 'a', 'b', 'f', 't', 'j', 'after') + flows('f', 't2', 'j'),
      undone('a', handler('undo-a')) + undone('b', handler('undo-b')),
    ];
    const played = await done(body.join(''));
    expect(played.waitsAt).toEqual(['t', 'a', 't2', 'b', 'undo-a', 'undo-b']);
    played.complete('undo-b', 'rep');
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('does not hold up an inclusive join beside it', async () => {
    const body = [
      start('s') + task('a') + tag('inclusiveGateway', 'f') + throwing('t', compensate(undefined, noWait)) + task('b'),
      tag('inclusiveGateway', 'j') + task('after') + flows('s', 'a', 'f', 't', 'j', 'after') + flows('f', 'b', 'j'),
      undone('a', handler('undo-a')),
    ];
    const played = Case.start(await program(body.join('')));
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['a', 'undo-a', 'after']);
  });

  it('is not there for a process without compensation: nothing is kept', async () => {
    const played = Case.start(await program(start('s') + task('a') + task('b') + flows('s', 'a', 'b')));
    played.complete('a', 'rep');
    expect(played.state).not.toHaveProperty('completions');
    expect(played.program.elements.some(({ plan }) => plan.compensation)).toBe(false);
  });
});

describe('a compensation handler', () => {
  const handled = (undo: string) =>
    start('s') + task('a') + throwing('t', compensate()) + task('after') + flows('s', 'a', 't', 'after') + undone('a', undo);
  const waiting = async (undo: string) => {
    const played = Case.start(await program(handled(undo), '', roots));
    played.complete('a', 'rep');
    return played;
  };

  it('may be a service task, whose answer the case has', async () => {
    const played = await waiting(handler('undo-a', 'serviceTask', '<fortnight:job type="refund"/>'));
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a']);
    played.take({ type: 'completeJob', jobId: played.state.jobs[0]?.id ?? '', variables: { refund: 7 } });
    expect(played.state.variables).toEqual({ refund: 7 });
    expect(played.waitsAt).toEqual(['after']);
  });

  it('may be a script, and is then done in the same step', async () => {
    const played = await waiting(logging('a'));
    expect(logOf(played)).toEqual(['a']);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('may be a receive task', async () => {
    const played = await waiting(handler('undo-a', 'receiveTask', '', '', 'messageRef="m"'));
    played.take({ type: 'deliverMessage', subscriptionId: played.state.subscriptions[0]?.id ?? '' });
    expect(played.waitsAt).toEqual(['after']);
  });

  it('may be a sub-process with its own ways', async () => {
    const inside = start('is') + task('in') + task('in2') + end('ie') + flows('is', 'in', 'in2', 'ie');
    const played = await waiting(handler('undo-a', 'subProcess', '', inside));
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a', 'in']);
    played.complete('in', 'rep');
    played.complete('in2', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('may repeat', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>= 2</loopCardinality></multiInstanceLoopCharacteristics>';
    const played = await waiting(handler('undo-a', 'userTask', '', loop));
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a', 'undo-a', 'undo-a']);
    played.complete('undo-a', 'rep');
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('may have events at its border', async () => {
    const late = boundary('late', 'undo-a', timer()) + task('chase') + flow('late', 'chase');
    const timed = Case.start(await program(handled(handler('undo-a')) + late));
    timed.complete('a', 'rep');
    timed.advance(hour);
    expect(timed.waitsAt).toEqual(['t', 'a', 'chase']);
    timed.complete('chase', 'rep');
    expect(timed.waitsAt).toEqual(['after']);
  });

  it('that fails to begin is tried again', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>= n</loopCardinality></multiInstanceLoopCharacteristics>';
    const played = await waiting(handler('undo-a', 'userTask', '', loop));
    expect(played.state.incidents).toHaveLength(1);
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a']);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { n: 1 } });
    played.resolve();
    played.complete('undo-a', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('may undo several activities', async () => {
    const body = [
      start('s') + task('a') + task('b') + throwing('t', compensate()) + task('after') + flows('s', 'a', 'b', 't', 'after'),
      undone('a', handler('undo')) + boundary('b-undone', 'b', compensate()),
      '<association id="b-undo" sourceRef="b-undone" targetRef="undo"/>',
    ];
    const played = await done(body.join(''));
    expect(undoneBy(played)).toEqual(['b by undo']);
    played.complete('undo', 'rep');
    played.complete('undo', 'rep');
    expect(undoneBy(played)).toEqual(['b by undo', 'a by undo']);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('is asked for by who led to the throw event', async () => {
    const played = await waiting(handler('undo-a'));
    expect(played.state.tokens.find(({ id }) => id === played.open('undo-a')[0]?.tokenId)).toMatchObject({ requestedBy: 'rep' });
  });
});
