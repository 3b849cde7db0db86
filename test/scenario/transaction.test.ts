import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { handler, logging, logOf, undoneBy } from '../support/compensation.ts';
import {
  boundary,
  cancel,
  compensate,
  end,
  error,
  eventSub,
  message,
  roots,
  signal,
  start,
  sub,
  task,
  throwing,
  timer,
  undone,
} from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const transaction = (id: string, inside: string, extension = '', attributes = '') =>
  tag('transaction', id, extension, inside, attributes);
const auto = (...names: readonly string[]) => names.map((name) => tag('task', name) + undone(name, logging(name))).join('');
/** Asks, and is cancelled where `ok` is not true. */
const asking = (prefix: string, cancelled = end(`${prefix}-no`, cancel)) =>
  [
    task(`${prefix}-ask`) +
      tag('exclusiveGateway', `${prefix}-x`, '', '', `default="${prefix}-x-${prefix}-no"`) +
      end(`${prefix}-yes`),
    cancelled + flows(`${prefix}-ask`, `${prefix}-x`, `${prefix}-no`) + flow(`${prefix}-x`, `${prefix}-yes`, '= ok'),
  ].join('');
const booking = `${start('is')}${auto('hotel', 'flight')}${asking('i')}${flows('is', 'hotel', 'flight', 'i-ask')}`;
const around = (tx: string, more = '') =>
  `${start('s')}${tx}${task('done')}${boundary('b', 'tx', cancel)}${task('out')}${flows('s', 'tx', 'done')}${flow('b', 'out')}${more}`;
const ask = (played: Case, ok: boolean, id = 'i-ask') => played.complete(id, 'rep', { variables: { ok } });
const items = '<fortnight:loop collection="= items" item="item"/>';
const many = (isSequential = false) => `<multiInstanceLoopCharacteristics isSequential="${isSequential}"/>`;

describe('a transaction', () => {
  it('that is done goes on as any sub-process', async () => {
    const played = Case.start(await program(around(transaction('tx', booking))));
    ask(played, true);
    expect(played.waitsAt).toEqual(['done']);
    expect(logOf(played)).toBeUndefined();
    expect(played.all('transactionCancelled')).toEqual([]);
  });

  it('that is cancelled undoes what it had done, the last first, then its cancel event goes on', async () => {
    const played = Case.start(await program(around(transaction('tx', booking))));
    ask(played, false);
    expect(logOf(played)).toEqual(['flight', 'hotel']);
    expect(played.waitsAt).toEqual(['out']);
    expect(played.all('transactionCancelled')).toMatchObject([
      { elementId: 'tx', elementKind: 'transaction', cancelledBy: 'i-no' },
    ]);
    expect(played.trace).toContain('-i-no');
    expect(played.trace).toMatch(/xtx \+b -b >b-out \+out$/);
    played.complete('out', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', tokens: [], scopes: [] });
  });

  it('waits for its handlers before it goes on', async () => {
    const inside = `${start('is')}${task('hotel')}${undone('hotel', handler('undo-hotel'))}${asking('i')}${flows('is', 'hotel', 'i-ask')}`;
    const played = Case.start(await program(around(transaction('tx', inside))));
    played.complete('hotel', 'rep');
    ask(played, false);
    expect(played.waitsAt).toEqual(['tx', 'hotel', 'undo-hotel']);
    played.complete('undo-hotel', 'rep');
    expect(played.waitsAt).toEqual(['out']);
  });

  it('ends what is under way in it, which is not undone', async () => {
    const inside = [
      start('is') + tag('parallelGateway', 'f') + task('slow') + undone('slow', logging('slow')) + auto('hotel') + asking('i'),
      flows('is', 'f', 'slow') + flows('f', 'hotel', 'i-ask'),
    ];
    const played = Case.start(await program(around(transaction('tx', inside.join('')))));
    ask(played, false);
    expect(logOf(played)).toEqual(['hotel']);
    expect(played.all('elementTerminated')).toMatchObject([
      { elementId: 'slow', cause: 'transactionCancelled' },
      { elementId: 'tx' },
    ]);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('undoes what was completed in a sub-process that is under way, but not the sub-process', async () => {
    const box =
      sub('box', `${start('bs')}${auto('hotel')}${task('slow')}${flows('bs', 'hotel', 'slow')}`) + undone('box', logging('box'));
    const inside = `${start('is')}${tag('parallelGateway', 'f')}${box}${asking('i')}${flows('is', 'f', 'box')}${flow('f', 'i-ask')}`;
    const played = Case.start(await program(around(transaction('tx', inside))));
    ask(played, false);
    expect(undoneBy(played)).toEqual(['box', 'hotel by undo-hotel']);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('undoes a sub-process that was completed in it by its own handler', async () => {
    const box = sub('box', `${start('bs')}${auto('hotel')}${flows('bs', 'hotel')}`) + undone('box', logging('box'));
    const inside = `${start('is')}${box}${asking('i')}${flows('is', 'box', 'i-ask')}`;
    const played = Case.start(await program(around(transaction('tx', inside))));
    ask(played, false);
    expect(undoneBy(played)).toEqual(['box by undo-box']);
  });

  it('without a cancel event ends, and nothing goes on from it', async () => {
    const body = `${start('s')}${tag('parallelGateway', 'f')}${transaction('tx', booking)}${task('done')}${task('other')}${flows('s', 'f', 'tx', 'done')}${flow('f', 'other')}`;
    const played = Case.start(await program(body));
    ask(played, false);
    expect(logOf(played)).toEqual(['flight', 'hotel']);
    expect(played.waitsAt).toEqual(['other']);
    const alone = Case.start(
      await program(`${start('s')}${transaction('tx', booking)}${task('done')}${flows('s', 'tx', 'done')}`),
    );
    ask(alone, false);
    expect(alone.state.status).toBe('completed');
  });

  it('that had done nothing goes on at once', async () => {
    const inside = `${start('is')}${asking('i')}${flow('is', 'i-ask')}`;
    const played = Case.start(await program(around(transaction('tx', inside))));
    ask(played, false);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('that ends by an error is not undone: that goes out at its border', async () => {
    const inside = `${start('is')}${auto('hotel')}${end('ie', error('err'))}${flows('is', 'hotel', 'ie')}`;
    const more = `${boundary('hazard', 'tx', error('err'))}${task('hazarded')}${flow('hazard', 'hazarded')}`;
    const played = Case.start(await program(around(transaction('tx', inside), more), '', roots));
    expect(logOf(played)).toBeUndefined();
    expect(played.waitsAt).toEqual(['hazarded']);
    expect(played.state).not.toHaveProperty('completions');
  });

  it('that is interrupted by a timer is not undone', async () => {
    const more = `${boundary('late', 'tx', timer())}${task('lost')}${flow('late', 'lost')}`;
    const played = Case.start(await program(around(transaction('tx', booking), more)));
    played.advance(hour);
    expect(logOf(played)).toBeUndefined();
    expect(played.waitsAt).toEqual(['lost']);
  });

  it('once cancelled hears nothing else at its border', async () => {
    const inside = `${start('is')}${task('hotel')}${undone('hotel', handler('undo-hotel'))}${asking('i')}${flows('is', 'hotel', 'i-ask')}${eventSub('h', signal(), `${task('h-task')}${flow('h-start', 'h-task')}`)}`;
    const more = `${boundary('late', 'tx', timer())}${task('lost')}${flow('late', 'lost')}`;
    const played = Case.start(await program(around(transaction('tx', inside), more), '', roots));
    played.complete('hotel', 'rep');
    ask(played, false);
    expect(played.state).toMatchObject({ timers: [], subscriptions: [] });
    played.advance(2 * hour);
    expect(played.refused({ type: 'deliverSignal', name: 'alarm' }).code).toBe('signal-not-awaited');
    played.complete('undo-hotel', 'rep');
    expect(played.waitsAt).toEqual(['out']);
  });

  it('whose handler fails ends as a hazard', async () => {
    const undo = handler('undo-hotel', 'serviceTask', '<fortnight:job type="w"/>');
    const inside = `${start('is')}${tag('task', 'hotel')}${undone('hotel', undo)}${asking('i')}${flows('is', 'hotel', 'i-ask')}`;
    const more = `${boundary('hazard', 'tx', error('err'))}${task('hazarded')}${flow('hazard', 'hazarded')}`;
    const played = Case.start(await program(around(transaction('tx', inside), more), '', roots));
    ask(played, false);
    played.take({ type: 'throwJobError', jobId: played.state.jobs[0]?.id ?? '', errorCode: 'oops' });
    expect(played.waitsAt).toEqual(['hazarded']);
    expect(played.state).not.toHaveProperty('compensations');
  });

  it('that was completed is undone later, as any sub-process', async () => {
    const body = `${start('s')}${transaction('tx', booking)}${throwing('t', compensate())}${task('done')}${flows('s', 'tx', 't', 'done')}`;
    const played = Case.start(await program(body));
    ask(played, true);
    expect(undoneBy(played)).toEqual(['tx', 'flight by undo-flight', 'hotel by undo-hotel']);
    expect(played.waitsAt).toEqual(['done']);
  });

  it('is cancelled beside a message, which goes first', async () => {
    const inside = `${start('is')}${auto('hotel')}${asking('i', end('i-no', message() + cancel))}${flows('is', 'hotel', 'i-ask')}`;
    const played = Case.start(await program(around(transaction('tx', inside)), '', roots));
    ask(played, false);
    expect(played.all('messageThrown')).toHaveLength(1);
    expect(logOf(played)).toEqual(['hotel']);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('is cancelled from deeper inside', async () => {
    const box = sub('box', `${start('bs')}${auto('flight')}${asking('b')}${flows('bs', 'flight', 'b-ask')}`);
    const inside = `${start('is')}${auto('hotel')}${box}${flows('is', 'hotel', 'box')}`;
    const played = Case.start(await program(around(transaction('tx', inside))));
    ask(played, false, 'b-ask');
    expect(logOf(played)).toEqual(['flight', 'hotel']);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('is cancelled from an event sub-process', async () => {
    const inside = `${start('is')}${auto('hotel')}${task('wait')}${flows('is', 'hotel', 'wait')}${eventSub('h', signal(), `${auto('note')}${end('h-no', cancel)}${flows('h-start', 'note', 'h-no')}`)}`;
    const played = Case.start(await program(around(transaction('tx', inside)), '', roots));
    played.take({ type: 'deliverSignal', name: 'alarm' });
    expect(logOf(played)).toEqual(['note', 'hotel']);
    expect(played.waitsAt).toEqual(['out']);
  });

  it('cancelled while it is undoing already begins again with what is not done', async () => {
    const inside = [
      start('is') + auto('hotel') + task('flight') + undone('flight', handler('undo-flight')) + tag('parallelGateway', 'f'),
      throwing('t', compensate()) + asking('i') + flows('is', 'hotel', 'flight', 'f', 't') + flow('f', 'i-ask'),
    ];
    const played = Case.start(await program(around(transaction('tx', inside.join('')))));
    played.complete('flight', 'rep');
    expect(played.waitsAt).toEqual(['tx', 't', 'flight', 'i-ask', 'undo-flight']);
    ask(played, false);
    expect(played.waitsAt).toEqual(['tx', 'flight', 'undo-flight']);
    played.complete('undo-flight', 'rep');
    expect(logOf(played)).toEqual(['hotel']);
    expect(played.waitsAt).toEqual(['out']);
  });
});

describe('a transaction in another', () => {
  const inner = (more = '') =>
    transaction('in', `${start('ns')}${auto('flight')}${asking('n')}${flows('ns', 'flight', 'n-ask')}`) +
    boundary('nb', 'in', cancel) +
    more;
  const outer = `${start('is')}${auto('hotel')}${inner()}${asking('i')}${tag('task', 'instead')}${flows('is', 'hotel', 'in', 'i-ask')}${flows('nb', 'instead', 'i-ask')}`;

  it('is cancelled by itself: the one around goes on', async () => {
    const played = Case.start(await program(around(transaction('tx', outer))));
    ask(played, false, 'n-ask');
    expect(logOf(played)).toEqual(['flight']);
    expect(played.waitsAt).toEqual(['tx', 'i-ask']);
    ask(played, true);
    expect(played.waitsAt).toEqual(['done']);
  });

  it('that was completed is undone with the one around', async () => {
    const played = Case.start(await program(around(transaction('tx', outer))));
    ask(played, true, 'n-ask');
    ask(played, false);
    expect(logOf(played)).toEqual(['flight', 'hotel']);
    expect(undoneBy(played)).toEqual(['in', 'flight by undo-flight', 'hotel by undo-hotel']);
  });

  it('that is under way is ended, and what it had done is undone', async () => {
    const beside = `${start('is')}${tag('parallelGateway', 'f')}${inner()}${auto('hotel')}${asking('i')}${task('instead')}${flows('is', 'f', 'in')}${flows('f', 'hotel', 'i-ask')}${flow('nb', 'instead')}`;
    const played = Case.start(await program(around(transaction('tx', beside))));
    ask(played, false);
    expect(undoneBy(played)).toEqual(['in', 'flight by undo-flight', 'hotel by undo-hotel']);
    expect(played.waitsAt).toEqual(['out']);
  });
});

describe('a multi-instance transaction', () => {
  const inside = (prefix = '') =>
    `${start('is')}${tag('task', 'hotel')}${undone('hotel', logging('hotel', `${prefix}item`))}${asking('i')}${flows('is', 'hotel', 'i-ask')}`;

  it('goes on once every run is done', async () => {
    const played = Case.start(await program(around(transaction('tx', many() + inside(), items))), { items: ['x', 'y'] });
    ask(played, true);
    ask(played, true);
    expect(played.waitsAt).toEqual(['done']);
    expect(logOf(played)).toBeUndefined();
  });

  it('is cancelled as a whole where one run is: all that any had done is undone', async () => {
    const played = Case.start(await program(around(transaction('tx', many() + inside(), items))), { items: ['x', 'y', 'z'] });
    ask(played, true);
    ask(played, false);
    expect(logOf(played)).toEqual(['z', 'y', 'x']);
    expect(played.waitsAt).toEqual(['out']);
    expect(played.all('transactionCancelled')).toMatchObject([{ elementKind: 'multiInstance' }]);
    expect(played.state).toMatchObject({ scopes: [] });
  });

  it('one run after another undoes those before the one that is cancelled', async () => {
    const played = Case.start(await program(around(transaction('tx', many(true) + inside(), items))), { items: ['x', 'y', 'z'] });
    ask(played, true);
    ask(played, false);
    expect(logOf(played)).toEqual(['y', 'x']);
    expect(played.waitsAt).toEqual(['out']);
  });
});

describe('a cancel', () => {
  it('outside of a transaction is refused', async () => {
    expect(await problems(`${start('s')}${end('e', cancel)}${flow('s', 'e')}`)).toEqual(['cancel-without-transaction']);
    const plain = `${start('s')}${sub('tx', `${start('is')}${end('ie')}${flow('is', 'ie')}`)}${boundary('b', 'tx', cancel)}${task('out')}${flow('s', 'tx')}${flow('b', 'out')}`;
    expect(await problems(plain)).toEqual(['cancel-without-transaction']);
    expect(await problems(around(transaction('tx', booking)))).toEqual([]);
  });

  it('in what compensates is refused: the transaction is over then', async () => {
    const undo = handler('undo-a', 'subProcess', '', `${start('us')}${end('ue', cancel)}${flow('us', 'ue')}`);
    const inside = `${start('is')}${task('a')}${flow('is', 'a')}${undone('a', undo)}`;
    expect(await problems(around(transaction('tx', inside)))).toEqual(['cancel-without-transaction']);
  });

  it('says nothing of the case, which goes on', async () => {
    const ends = (outcome: string) =>
      around(transaction('tx', `${start('is')}${end('ie', cancel, `<fortnight:end outcome="${outcome}"/>`)}${flow('is', 'ie')}`));
    expect(await problems(ends('lost'))).toEqual(['element-not-supported end.outcome']);
    expect(await problems(ends('neutral'))).toEqual([]);
  });

  it('as an event sub-process is none', async () => {
    const event = transaction('h', `${start('hs', signal())}${task('x')}${flow('hs', 'x')}`, '', 'triggeredByEvent="true"');
    expect(await problems(`${start('s')}${task('a')}${flow('s', 'a')}${event}`, '', roots)).toEqual(['element-not-supported']);
  });
});
