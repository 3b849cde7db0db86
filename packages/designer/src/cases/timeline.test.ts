import type { HistoryEvent } from '@fortnight/shared/contract';
import { catalogues } from '@fortnight/shared/i18n';
import { describe, expect, it } from 'vitest';
import type { Namer } from './sentence.ts';
import { timelineOf } from './timeline.ts';

const namer: Namer = {
  person: (id) => ({ wang: 'Wang Lei', zhang: 'Zhang Min' })[id] ?? id,
  element: (id) => ({ prepare: 'Prepare contract', signatures: 'Three signatures' })[id] ?? id,
  part: (_id, _part, otherwise) => otherwise,
  variable: (name) => name,
  value: (value) => (typeof value === 'number' ? value.toLocaleString('en') : String(value)),
};
let seq = 0;
const event = (type: string, members: Record<string, unknown> = {}): HistoryEvent => ({
  seq: ++seq,
  at: '2026-11-25T02:00:00.000Z',
  type,
  ...members,
});
const by = (userId: string, onBehalfOf?: string) => ({ by: { userId, ...(onBehalfOf && { onBehalfOf }) } });
const told = (...events: HistoryEvent[]) =>
  timelineOf(events, namer).map(({ sentence: { key, values } }) => [key, values] as const);

describe('the timeline', () => {
  it('tells who decided what, and in whose place', () => {
    const vote = { elementId: 'signatures', elementName: 'Three signatures', outcome: 'approve', comment: 'Worth it.' };
    expect(told(event('voteCast', { ...vote, ...by('wang') }))).toEqual([
      ['approved', { who: 'Wang Lei', element: 'Three signatures', outcome: 'approve', quote: 'Worth it.' }],
    ]);
    expect(told(event('voteCast', { ...vote, ...by('wang', 'zhang') }))[0]?.[0]).toBe('approvedFor');
    expect(told(event('voteCast', { ...vote, outcome: 'reject', ...by('wang') }))[0]?.[0]).toBe('rejected');
  });

  it('says a vote once, not again as a finished task', () => {
    expect(told(event('taskCompleted', { kind: 'approval', ...by('wang') }))).toEqual([]);
    expect(told(event('taskCompleted', { kind: 'task', elementId: 'prepare', ...by('zhang') }))).toEqual([
      ['finished', { who: 'Zhang Min', element: 'Prepare contract' }],
    ]);
  });

  it('counts the rules of a checkpoint and quotes those that failed', () => {
    const rules = [
      { id: 'a', passed: true },
      { id: 'b', passed: false, message: 'More data than needed.' },
    ];
    expect(told(event('checkpointEvaluated', { elementName: 'Minimum data', regulation: 'PIPL Art. 6', rules }))).toEqual([
      [
        'checkFailedUnder',
        { element: 'Minimum data', total: 2, passed: 1, failed: 1, regulation: 'PIPL Art. 6', quote: 'More data than needed.' },
      ],
    ]);
  });

  it('tells who moved a case, by hand or to another version, and who let it pass a check', () => {
    const moves = [
      { do: 'move', fromElementId: 'prepare', toElementId: 'signatures' },
      { do: 'add', toElementId: 'prepare' },
      { do: 'cancel', fromElementId: 'signatures' },
    ];
    expect(told(event('modified', { moves, reason: 'It stood wrong.', ...by('wang') }))).toEqual([
      [
        'movedByHand',
        {
          who: 'Wang Lei',
          moves: 'Prepare contract → Three signatures, + Prepare contract, − Three signatures',
          quote: 'It stood wrong.',
        },
      ],
    ]);
    const migrated = { fromVersion: 7, toVersion: 8, reason: 'v8 is kept.' };
    expect(told(event('migrated', { ...migrated, ...by('wang'), override: { by: 'zhang', reason: 'On paper.' } }))).toEqual([
      ['migratedPast', { who: 'Wang Lei', from: 7, to: 8, allowed: 'Zhang Min', quote: 'v8 is kept.' }],
    ]);
    expect(told(event('migrated', migrated))[0]?.[0]).toBe('migratedByProgram');
  });

  it('gives the values that a choice read', () => {
    const because = { condition: 'amount > 100000', values: { amount: 480_000 } };
    expect(told(event('flowTaken', { targetId: 'signatures', because }))).toEqual([
      ['wentOnBecause', { target: 'Three signatures', values: 'amount = 480,000' }],
    ]);
    expect(told(event('flowTaken', { targetId: 'signatures' }))).toEqual([]);
    expect(told(event('flowTaken', { targetId: 'signatures', because: { condition: 'a.b' } }))[0]?.[0]).toBe('wentOn');
  });

  it('names no place that nobody named', () => {
    const because = { condition: 'ok', values: { ok: true } };
    expect(told(event('flowTaken', { targetId: 'design-out', because }))).toEqual([['wentOnPlainly', { values: 'ok = true' }]]);
    expect(told(event('flowTaken', { targetId: 'design-out', because: { condition: 'a.b' } }))).toEqual([]);
  });

  it('tells what was called, and by whom a case was', () => {
    const at = { elementId: 'signatures' };
    expect(told(event('processCalled', at), event('callCompleted', at))).toEqual([
      ['calledEnded', { element: 'Three signatures' }],
      ['called', { element: 'Three signatures' }],
    ]);
    expect(told(event('instanceStarted', { starter: 'wang', trigger: { kind: 'call' }, ...by('zhang') }))[0]?.[0]).toBe(
      'startedByCall',
    );
    const ended = event('instanceTerminated', { by: { userId: null }, reason: 'The call was left.' });
    expect(told(ended)).toEqual([['cancelledByItself', { quote: 'The call was left.' }]]);
  });

  it('tells a sending back once, and a reminder to several once', () => {
    const at = { hash: 'h1', elementId: 'signatures' };
    const back = [
      event('voteCast', { ...at, outcome: 'send-back', ...by('wang') }),
      event('approvalDecided', { ...at, result: { outcome: 'send-back' } }),
      event('sentBack', { ...at, to: 'prepare', ...by('wang') }),
      event('stageMovedBack', { hash: 'h1', elementId: 'draft', from: 'approve' }),
      event('stageEntered', { hash: 'h1', elementId: 'draft', visit: 2 }),
    ];
    expect(told(...back).map(([key]) => key)).toEqual(['movedBack', 'sentBack']);
    expect(told(event('taskReminded', at), event('taskReminded', at), event('taskReminded', { ...at, hash: 'h2' }))).toHaveLength(
      2,
    );
  });

  it('tells a withdrawal as what it is, once', () => {
    const at = { hash: 'h1', elementId: 'signatures', elementName: 'Three signatures' };
    const withdrawn = [
      event('approvalDecided', { ...at, result: { outcome: 'withdrawn' } }),
      event('sentBack', { ...at, to: 'prepare', comment: 'Another price.', ...by('zhang') }),
    ];
    expect(told(...withdrawn)).toEqual([
      ['withdrew', expect.objectContaining({ who: 'Zhang Min', to: 'Prepare contract', quote: 'Another price.' })],
    ]);
  });

  it('keeps one row of a resolved incident, with its cause', () => {
    const raised = event('incidentRaised', { incidentId: 'i1', elementName: 'Sync', message: 'Nobody was found.' });
    const resolved = event('incidentResolved', { incidentId: 'i1', elementName: 'Sync', ...by('wang') });
    expect(told(raised, resolved)).toEqual([['triedAgainBy', { element: 'Sync', who: 'Wang Lei', quote: 'Nobody was found.' }]]);
    expect(told(raised)[0]?.[0]).toBe('incident');
    const over = event('incidentResolved', { incidentId: 'i1', elementName: 'Sync', reason: 'the case was cancelled' });
    expect(told(raised, over)[0]?.[0]).toBe('incidentResolved');
  });

  it('tells of a stop why, while it lasts and when it is over', () => {
    const stop = {
      incidentId: 'i1',
      elementName: 'Offer',
      message: 'Offer is stopped.',
      stop: 's1',
      params: { reason: 'a new rule' },
    };
    const raised = event('incidentRaised', stop);
    expect(told(raised)).toEqual([['stoodStill', { element: 'Offer', quote: 'a new rule' }]]);
    const over = event('incidentResolved', { incidentId: 'i1', elementName: 'Offer', by: { userId: null } });
    expect(told(raised, over)).toEqual([['wentOnAfterStop', { element: 'Offer', quote: 'a new rule' }]]);
  });

  it('tells a correction with its reason, but not what a step wrote', () => {
    const set = { variables: { amount: 5 } };
    expect(told(event('variablesSet', { ...set, reason: 'typo', ...by('zhang') }))).toEqual([
      ['corrected', { who: 'Zhang Min', names: 'amount = 5', quote: 'typo' }],
    ]);
    expect(told(event('variablesSet', { ...set, elementId: 'prepare', ...by('zhang') }))).toEqual([]);
  });

  it('names why a case was lost, not the reason’s id', () => {
    const lost = { outcome: 'lost', lossReason: 'prepare' };
    expect(told(event('instanceCompleted', lost))).toEqual([['lostFor', { lossReason: 'Prepare contract' }]]);
    expect(told(event('instanceCompleted', { outcome: 'won' }))[0]?.[0]).toBe('won');
    expect(told(event('instanceTerminated', { reason: 'gone', ...by('wang') }))[0]?.[0]).toBe('cancelled');
  });

  it('is newest first and narrows to an element or a kind', () => {
    const events = [
      event('stageEntered', { elementId: 'approve', visit: 1 }),
      event('voteCast', { elementId: 'signatures', outcome: 'approve', ...by('wang') }),
      event('stageEntered', { elementId: 'approve', visit: 2 }),
    ];
    expect(timelineOf(events, namer).map(({ sentence }) => sentence.key)).toEqual(['stageAgain', 'approved', 'stageEntered']);
    expect(timelineOf(events, namer, { elementId: 'signatures' })).toHaveLength(1);
    expect(timelineOf(events, namer, { kind: 'people' })).toHaveLength(1);
  });

  it('has words for every sentence in each language', () => {
    const members = {
      ...by('wang', 'zhang'),
      outcome: 'approve',
      kind: 'task',
      action: 'escalate',
      targetId: 'signatures',
      handlerId: 'signatures',
      because: { condition: 'a' },
    };
    const types = [
      'instanceStarted',
      'taskClaimed',
      'taskOverdue',
      'voteCast',
      'approvalDecided',
      'sentBack',
      'flowTaken',
      'timerFired',
      'compensationStarted',
      'transactionCancelled',
    ];
    const keys = types.flatMap((type) => told(event(type, { elementKind: 'boundaryEvent', ...members })).map(([key]) => key));
    expect(keys).toHaveLength(types.length);
    for (const catalogue of Object.values(catalogues))
      for (const key of keys) expect(wordsAt(catalogue.cases, `timeline.${key}`), key).toEqual(expect.any(String));
  });
});

const wordsAt = (words: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], words);
