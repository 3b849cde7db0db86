import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import {
  boundary,
  condition,
  cycle,
  end,
  error,
  eventSub,
  message,
  roots,
  signal,
  start,
  sub,
  task,
  timer,
} from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const alarm = { type: 'deliverSignal', name: 'alarm' } as const;
const beside = 'isInterrupting="false"';
const handled = (definitions: string, attributes = '', id = 'h') =>
  eventSub(
    id,
    definitions,
    `${task(`${id}-task`)}${end(`${id}-end`)}${flows(`${id}-start`, `${id}-task`, `${id}-end`)}`,
    attributes,
  );
const mainly = `${start('s')}${task('u')}${end('e')}${flows('s', 'u', 'e')}`;
const messageOf = (played: Case) => ({
  type: 'deliverMessage' as const,
  subscriptionId: played.state.subscriptions.find(({ messageName }) => messageName !== undefined)?.id ?? 'none',
});

describe('an event sub-process', () => {
  it('of the process interrupts all of it, by a message', async () => {
    const played = Case.start(await program(mainly + handled(message()), '', roots));
    played.take({ ...messageOf(played), variables: { why: 'x' } });
    expect(played.waitsAt).toEqual(['h', 'h-task']);
    expect(played.state).toMatchObject({ subscriptions: [], tasks: [{}], variables: { why: 'x' } });
    played.complete('h-task', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('begins by a timer, a condition, a signal', async () => {
    for (const definitions of [timer(), condition('= late'), signal()]) {
      const played = Case.start(await program(mainly + handled(definitions), '', roots));
      if (definitions === timer()) played.advance(hour);
      else if (definitions === signal()) played.take(alarm);
      else played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { late: true } });
      expect(played.waitsAt).toEqual(['h', 'h-task']);
    }
  });

  it('beside the scope lets it go on, and begins as often as it happens', async () => {
    const played = Case.start(await program(mainly + handled(signal(), beside), '', roots));
    played.take(alarm);
    played.take(alarm);
    expect(played.waitsAt).toEqual(['u', 'h', 'h-task', 'h', 'h-task']);
    played.complete('u', 'rep');
    expect(played.state.status).toBe('active');
    played.complete('h-task', 'rep');
    played.complete('h-task', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', subscriptions: [] });
  });

  it('begins as often as its cycle says', async () => {
    const played = Case.start(await program(mainly + handled(cycle('R2/PT1H'), beside)));
    played.advance(3 * hour);
    expect(played.waitsAt).toEqual(['u', 'h', 'h-task', 'h', 'h-task']);
  });

  it('of a sub-process ends what is inside, and the sub-process goes on when it is done', async () => {
    const inner = `${start('is')}${task('in')}${flows('is', 'in')}${handled(signal())}`;
    const played = Case.start(
      await program(`${start('s')}${sub('box', inner)}${task('after')}${flows('s', 'box', 'after')}`, '', roots),
    );
    played.take(alarm);
    expect(played.waitsAt).toEqual(['box', 'h', 'h-task']);
    played.complete('h-task', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('waits no longer than its scope is open', async () => {
    const inner = `${start('is')}${task('in')}${end('ie')}${flows('is', 'in', 'ie')}${handled(signal())}`;
    const played = Case.start(
      await program(`${start('s')}${sub('box', inner)}${task('after')}${flows('s', 'box', 'after')}`, '', roots),
    );
    played.complete('in', 'rep');
    expect(played.state.subscriptions).toEqual([]);
    expect(played.refused(alarm).code).toBe('signal-not-awaited');
    const all = Case.start(await program(mainly + handled(timer()), '', roots));
    all.complete('u', 'rep');
    expect(all.state).toMatchObject({ status: 'completed', timers: [] });
  });

  it('that interrupts is the only one: the others wait no more', async () => {
    const on = await program(`${mainly}${handled(signal())}${handled(timer(), beside, 'x')}`, '', roots);
    const played = Case.start(on);
    played.take(alarm);
    expect(played.state).toMatchObject({ timers: [], subscriptions: [] });
    played.advance(2 * hour);
    expect(played.waitsAt).toEqual(['h', 'h-task']);
  });

  it('catches an error before the border of its sub-process does', async () => {
    const thrower = `${start('is')}${end('ie', error('err'))}${flows('is', 'ie')}`;
    const outside = `${boundary('b', 'box', error('err'))}${task('out')}${flow('b', 'out')}`;
    const body = (handler: string) => `${start('s')}${sub('box', thrower + handler)}${outside}${flows('s', 'box')}`;
    const inside = Case.start(await program(body(handled(error('err'))), '', roots));
    expect(inside.waitsAt).toEqual(['box', 'h', 'h-task']);
    const around = Case.start(await program(body(''), '', roots));
    expect(around.waitsAt).toEqual(['out']);
  });

  it('of the process catches an error that a worker throws', async () => {
    const body = `${start('s')}${tag('serviceTask', 'u', '<fortnight:job type="w"/>')}${flows('s', 'u')}${handled(error())}`;
    const played = Case.start(await program(body, '', roots));
    played.take({ type: 'throwJobError', jobId: played.state.jobs[0]?.id ?? '', errorCode: 'any', variables: { reason: 'r' } });
    expect(played.waitsAt).toEqual(['h', 'h-task']);
    expect(played.state.variables).toMatchObject({ reason: 'r' });
  });

  it('does not catch the error that it throws itself', async () => {
    const again = eventSub('h', error('err'), `${end('again', error('err'))}${flow('h-start', 'again')}`);
    const body = `${start('s')}${end('e', error('err'))}${flows('s', 'e')}${again}`;
    const played = Case.start(await program(body, '', roots));
    expect(played.state.status).toBe('failed');
  });

  it('keeps what it works on to itself with mappings', async () => {
    const inner = `${start('h-start', signal(), beside)}${tag('scriptTask', 'n', '', '<script>= 1 + 1</script>', 'scriptFormat="feel" fortnight:resultVariable="mine"')}${flows('h-start', 'n')}`;
    const handler = sub(
      'h',
      inner,
      'triggeredByEvent="true"',
      '<fortnight:input name="mine" value="= 0"/><fortnight:output name="theirs" value="= mine"/>',
    );
    const played = Case.start(await program(mainly + handler, '', roots));
    played.take(alarm);
    expect(played.state.variables).toEqual({ theirs: 2 });
  });

  it('in an event sub-process waits once that one has begun', async () => {
    const nested = eventSub('h', signal(), `${task('h-task')}${flow('h-start', 'h-task')}${handled(signal('sig2'), '', 'n')}`);
    const played = Case.start(await program(mainly + nested, '', roots));
    expect(played.refused({ type: 'deliverSignal', name: 'calm' }).code).toBe('signal-not-awaited');
    played.take(alarm);
    played.take({ type: 'deliverSignal', name: 'calm' });
    expect(played.waitsAt).toEqual(['h', 'n', 'n-task']);
  });

  it('in a stage records the visit as completed when it is done', async () => {
    const inner = `${start('is')}${task('in')}${end('ie')}${flows('is', 'in', 'ie')}${handled(signal())}`;
    const body = `${start('s')}${sub('box', inner, '', '<fortnight:stage order="1"/>')}${end('e')}${flows('s', 'box', 'e')}`;
    const played = Case.start(await program(body, '', roots));
    played.take(alarm);
    played.complete('h-task', 'rep');
    expect(played.all('stageLeft')).toMatchObject([{ how: 'completed' }]);
    expect(played.state.status).toBe('completed');
  });

  it('runs in each run of a multi-instance sub-process for itself', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
    const keyed = tag('startEvent', 'h-start', '<fortnight:subscription correlationKey="= string(loopCounter)"/>', message());
    const handler = sub('h', `${keyed}${task('h-task')}${flow('h-start', 'h-task')}`, 'triggeredByEvent="true"');
    const inner = `${start('is')}${task('in')}${flows('is', 'in')}${handler}${loop}`;
    const played = Case.start(
      await program(`${start('s')}${sub('box', inner)}${task('after')}${flows('s', 'box', 'after')}`, '', roots),
    );
    played.take(messageOf(played));
    expect(played.waitsAt).toEqual(['box', 'box', 'box', 'in', 'h', 'h-task']);
    played.complete('h-task', 'rep');
    played.complete('in', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('whose timer cannot be told leaves an incident and stops nothing; resolved, it waits', async () => {
    const unknown = '<timerEventDefinition><timeDuration>= wait</timeDuration></timerEventDefinition>';
    const played = Case.start(await program(mainly + handled(unknown)));
    expect(played.waitsAt).toEqual(['u']);
    expect(played.state.incidents).toMatchObject([{ retry: 'arm' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { wait: 'PT1H' } });
    played.resolve();
    played.advance(hour);
    expect(played.waitsAt).toEqual(['h', 'h-task']);
  });

  it('counts its timer in a working calendar', async () => {
    const start = tag('startEvent', 'h-start', '<fortnight:timer calendar="working"/>', timer('PT8H'));
    const handler = sub('h', `${start}${task('h-task')}${flow('h-start', 'h-task')}`, 'triggeredByEvent="true"');
    const played = Case.start(await program(mainly + handler));
    played.advance(7 * hour);
    expect(played.waitsAt).toEqual(['u']);
    played.advance(hour);
    expect(played.waitsAt).toEqual(['h', 'h-task']);
  });

  it('ends when its case is cancelled', async () => {
    const played = Case.start(await program(mainly + handled(signal(), beside), '', roots));
    played.take(alarm);
    played.take({ type: 'cancel', by: { userId: 'boss' }, reason: 'no' });
    expect(played.state).toMatchObject({ status: 'terminated', tokens: [], subscriptions: [], tasks: [] });
  });

  it('needs one start that waits for something, and no flows', async () => {
    expect(await problems(mainly + sub('h', `${start('hs')}${task('x')}${flows('hs', 'x')}`, 'triggeredByEvent="true"'))).toEqual(
      ['event-sub-process-start'],
    );
    expect(await problems(`${mainly}${handled(signal())}${flow('u', 'h')}`, '', roots)).toEqual(['event-sub-process-flow']);
  });
});

describe('where no start event is drawn', () => {
  it('everything begins that no flow leads to', async () => {
    const played = Case.start(await program(`${task('a')}${task('b')}${task('c')}${flow('a', 'c')}`));
    expect(played.waitsAt).toEqual(['a', 'b']);
    const inner = Case.start(
      await program(`${start('s')}${sub('box', `${task('a')}${task('b')}`)}${task('after')}${flows('s', 'box', 'after')}`),
    );
    inner.complete('a', 'rep');
    inner.complete('b', 'rep');
    expect(inner.waitsAt).toEqual(['after']);
  });
});
