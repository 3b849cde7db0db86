import type { Task } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { bulkOf } from './bulk.ts';

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  instanceId: 'i',
  processId: 'p',
  processName: 'Contract approval',
  version: 1,
  elementId: 'signatures',
  elementKind: 'userTask',
  name: 'Three signatures',
  kind: 'approval',
  state: 'open',
  assignee: 'he',
  candidateUsers: [],
  candidateGroups: [],
  businessKey: null,
  caseName: 'Suzhou Precision',
  requestedBy: null,
  createdAt: '2026-11-25T02:00:00.000Z',
  dueAt: null,
  outcomes: ['approve', 'reject'],
  variables: {},
  ...more,
});
const answered = () => false;
const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id);

describe('several tasks at once', () => {
  it('approves what needs no more than a yes', () => {
    const bulk = bulkOf([task('plain'), task('asks')], ({ id }) => id === 'asks');
    expect(ids(bulk.toApprove)).toEqual(['plain']);
    expect(bulk.exceptions).toBe(1);
  });

  it('rejects approvals, filled in or not, and nothing else', () => {
    const bulk = bulkOf(
      [task('plain'), task('asks'), task('check', { kind: 'review' }), task('sign', { outcomes: ['approve'] })],
      ({ id }) => id === 'asks',
    );
    expect(ids(bulk.toReject)).toEqual(['plain', 'asks']);
  });

  it('never approves a task or a review in passing', () => {
    const bulk = bulkOf(
      [task('a', { kind: 'task', outcomes: [] }), task('b', { kind: 'review', outcomes: ['clear', 'reject'] })],
      answered,
    );
    expect(bulk.toApprove).toEqual([]);
    expect(bulk.exceptions).toBe(2);
  });

  it('names what an approval leaves as it is, though it could be taken', () => {
    const bulk = bulkOf([task('plain', { assignee: null }), task('check', { kind: 'review', assignee: null })], answered);
    expect([ids(bulk.toApprove), ids(bulk.toTake), bulk.exceptions]).toEqual([['plain'], ['plain', 'check'], 1]);
  });

  it('takes what nobody holds', () => {
    expect(ids(bulkOf([task('free', { assignee: null }), task('held')], answered).toTake)).toEqual(['free']);
  });
});
