import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { handler, logging, logOf, undoneBy } from '../support/compensation.ts';
import { compensate, end, eventSub, start, sub, task, throwing, undone } from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const stage = (id: string, order: number, inside: string) =>
  tag('subProcess', id, `<fortnight:stage order="${order}"/>`, `${start(`${id}-s`)}${inside}${end(`${id}-e`)}`);
const approval = (id: string, more = '', attributes = '') =>
  tag(
    'userTask',
    id,
    `<fortnight:approval mode="one" result="${id}r"><fortnight:approver who="user:boss"/><fortnight:outcome id="ok" kind="approve"/>${more}</fortnight:approval>`,
    '',
    attributes,
  );
const checkpoint = (id: string, attributes = '') =>
  tag(
    'businessRuleTask',
    id,
    `<fortnight:checkpoint reviewers="group:legal" result="${id}r"><fortnight:rule id="fine" when="fine = true"/></fortnight:checkpoint>`,
    '',
    attributes,
  );
const isHandler = 'isForCompensation="true"';

describe('a stage that was left', () => {
  const funnel = (inside: string, more = '') =>
    `${start('s')}${stage('one', 1, inside)}${stage('two', 2, task('deal') + flows('two-s', 'deal', 'two-e'))}${throwing('t', compensate())}${task('after')}${flows('s', 'one', 'two', 't', 'after')}${more}`;

  it('is undone by what was done in it, and its visit stays as it was', async () => {
    const inside = task('quote') + undone('quote', handler('recall')) + flows('one-s', 'quote', 'one-e');
    const played = Case.start(await program(funnel(inside)));
    played.complete('quote', 'rep');
    const visits = () =>
      ['stageEntered', 'stageLeft', 'stageMovedBack'].map(
        (type) => played.host.events.filter((event) => event.type === type).length,
      );
    played.complete('deal', 'rep');
    const before = visits();
    expect(played.waitsAt).toEqual(['t', 'one', 'quote', 'recall']);
    played.complete('recall', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(visits()).toEqual(before);
    expect(played.state.stages).toEqual({ visits: { one: 1, two: 1 }, left: 'two' });
  });

  it('has a handler at its border, or an event sub-process of its own', async () => {
    const inside = tag('task', 'quote') + flows('one-s', 'quote', 'one-e');
    const bordered = Case.start(await program(funnel(inside, undone('one', logging('one')))));
    bordered.complete('deal', 'rep');
    expect(logOf(bordered)).toEqual(['one']);
    const own = eventSub('h', compensate(), `${task('call')}${flow('h-start', 'call')}`);
    const inner = Case.start(await program(funnel(inside + own)));
    inner.complete('deal', 'rep');
    expect(inner.waitsAt).toEqual(['t', 'one', 'h', 'call']);
    inner.complete('call', 'rep');
    expect(inner.waitsAt).toEqual(['after']);
  });

  it('is undone visit by visit, the last first', async () => {
    const inside =
      tag('task', 'quote') + undone('quote', logging('quote')) + task('ask') + flows('one-s', 'quote', 'ask', 'one-e');
    const body = `${start('s')}${tag('exclusiveGateway', 'm')}${stage('one', 1, inside)}${tag('exclusiveGateway', 'x', '', '', 'default="x-m"')}${throwing('t', compensate())}${flows('s', 'm', 'one', 'x', 'm')}${flow('x', 't', '= enough')}`;
    const played = Case.start(await program(body));
    played.complete('ask', 'rep');
    played.complete('ask', 'rep', { variables: { enough: true } });
    expect(logOf(played)).toEqual(['quote', 'quote']);
    expect(played.state).toMatchObject({ status: 'completed', stages: { visits: { one: 2 } } });
  });

  it('is sent back to and done again: both times are undone', async () => {
    const back = '<fortnight:outcome id="back" kind="send-back" to="a"/>';
    const body = `${start('s')}${task('a')}${approval('d', back)}${throwing('t', compensate())}${flows('s', 'a', 'd', 't')}${undone('a', logging('a'))}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    played.complete('d', 'boss', { outcome: 'back', comment: 'Again.' });
    played.complete('a', 'rep');
    played.complete('d', 'boss', { outcome: 'ok' });
    expect(logOf(played)).toEqual(['a', 'a']);
  });
});

describe('an approval', () => {
  it('that was given is undone', async () => {
    const body = `${start('s')}${approval('d')}${throwing('t', compensate('d'))}${task('after')}${flows('s', 'd', 't', 'after')}${undone('d', handler('tell'))}`;
    const played = Case.start(await program(body));
    played.complete('d', 'boss', { outcome: 'ok' });
    expect(played.waitsAt).toEqual(['t', 'd', 'tell']);
    played.complete('tell', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state.variables.dr).toMatchObject({ outcome: 'ok' });
  });

  it('decides on a compensation as a handler; it can be withdrawn by nobody', async () => {
    const body = `${start('s')}${task('a')}${throwing('t', compensate())}${task('after')}${flows('s', 'a', 't', 'after')}${undone('a', approval('d', '', isHandler))}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['t', 'a', 'd']);
    const withdraw = { type: 'withdraw', elementId: 'd', reason: 'No.', by: played.by('rep') } as const;
    expect(played.refused(withdraw).code).toBe('nothing-to-return-to');
    played.complete('d', 'boss', { outcome: 'ok' });
    expect(played.waitsAt).toEqual(['after']);
  });

  it('sends nothing back out of a handler, and nothing into one', async () => {
    const back = (to: string) => `<fortnight:outcome id="back" kind="send-back" to="${to}"/>`;
    const body = (own: string, main: string) =>
      `${start('s')}${task('a')}${approval('d', main)}${throwing('t', compensate())}${flows('s', 'a', 'd', 't')}${undone('a', handler('undo-a', 'subProcess', '', `${start('us')}${task('u')}${approval('ud', own)}${flows('us', 'u', 'ud')}`))}`;
    expect(await problems(body('', ''))).toEqual([]);
    expect(await problems(body(back('u'), back('a')))).toEqual([]);
    expect(await problems(body(back('a'), ''))).toEqual(['send-back-out-of-compensation approval.outcomes']);
    expect(await problems(body('', back('u')))).toEqual(['send-back-out-of-compensation approval.outcomes']);
  });
});

describe('a checkpoint', () => {
  it('that was passed and is undone is owed again', async () => {
    const body = `${start('s')}${checkpoint('c')}${throwing('t', compensate())}${task('after')}${flows('s', 'c', 't', 'after')}${undone('c', handler('undo-c'))}`;
    const played = Case.start(await program(body), { fine: true });
    expect(played.state).not.toHaveProperty('passed');
    played.complete('undo-c', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state).not.toHaveProperty('passed');
  });

  it('inside of what is undone is owed again', async () => {
    const inside = `${start('is')}${checkpoint('c')}${end('ie')}${flows('is', 'c', 'ie')}`;
    const body = `${start('s')}${checkpoint('d')}${sub('box', inside)}${task('b')}${throwing('t', compensate('box'))}${task('after')}${flows('s', 'd', 'box', 'b', 't', 'after')}${undone('box', logging('box'))}`;
    const played = Case.start(await program(body), { fine: true });
    expect(played.state.passed).toEqual(['d', 'c']);
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state.passed).toEqual(['d']);
  });

  it('as a handler checks the compensation', async () => {
    const body = `${start('s')}${task('a')}${throwing('t', compensate())}${task('after')}${flows('s', 'a', 't', 'after')}${undone('a', checkpoint('c', isHandler))}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['t', 'a', 'c']);
    played.complete('c', 'law', { outcome: 'clear', comment: 'Seen.' });
    expect(played.waitsAt).toEqual(['after']);
    expect(undoneBy(played)).toEqual(['a by c']);
  });

  /** Straight back to the approval would pass by the checkpoint: no handler, and no cancel, is a way around it. */
  it('is not gone around by a handler', async () => {
    const back = '<fortnight:outcome id="back" kind="send-back" to="a"/>';
    const inside = `${start('is')}${task('a')}${checkpoint('c')}${approval('d', back)}${end('ie')}${flows('is', 'a', 'c', 'd', 'ie')}${undone('a', handler('undo-a'))}${eventSub('h', compensate(), `${task('h-task')}${flow('h-start', 'h-task')}`)}`;
    const body = `${start('s')}${sub('box', inside)}${throwing('t', compensate())}${flows('s', 'box', 't')}`;
    const played = Case.start(await program(body), { fine: true });
    played.complete('a', 'rep');
    const direct = { outcome: 'back', comment: 'Again.', return: 'direct' as const };
    expect(played.refused(played.completion('d', 'boss', direct)).code).toBe('checkpoint-owed');
  });

  it('before what is undone is owed by its handler as by the activity', async () => {
    const back = '<fortnight:outcome id="back" kind="send-back" to="in"/>';
    const after = handler(
      'undo-a',
      'subProcess',
      '',
      `${start('us')}${task('in')}${checkpoint('uc')}${approval('ud', back)}${end('ue')}${flows('us', 'in', 'uc', 'ud', 'ue')}`,
    );
    const body = `${start('s')}${task('a')}${throwing('t', compensate())}${flows('s', 'a', 't')}${undone('a', after)}`;
    const played = Case.start(await program(body), { fine: true });
    played.complete('a', 'rep');
    played.complete('in', 'rep');
    const back2 = { outcome: 'back', comment: 'Again.' };
    expect(played.refused(played.completion('ud', 'boss', { ...back2, return: 'direct' })).code).toBe('checkpoint-owed');
    played.complete('ud', 'boss', back2);
    expect(played.waitsAt).toEqual(['t', 'a', 'undo-a', 'in']);
    played.complete('in', 'rep');
    played.complete('ud', 'boss', { outcome: 'ok' });
    expect(played.state.status).toBe('completed');
  });
});
