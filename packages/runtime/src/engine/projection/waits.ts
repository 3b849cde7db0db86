/** What stands still or waits for the world outside: incidents, jobs, timers, messages. */
import { sha256Hex } from '@fortnight/shared/base';
import type { IncidentRaised } from '@fortnight/shared/kernel';
import { wireId } from '../ids.ts';
import { type Projecting, type Projectors, waits } from './projecting.ts';

/** Incidents with one cause share this: same process, element, code and message. */
const groupOf = (processId: string, { elementId, code, message }: IncidentRaised): string =>
  sha256Hex(JSON.stringify([processId, elementId, code, message])).slice(0, 16);

const removeJob = (projecting: Projecting, { jobId }: { readonly jobId: string }): void =>
  projecting.tx.jobs.remove(wireId(projecting.instanceId, jobId));
const removeTimer = (projecting: Projecting, { timerId }: { readonly timerId: string }): void =>
  projecting.tx.timers.remove(wireId(projecting.instanceId, timerId));

export const waitProjectors: Projectors = {
  incidentRaised(projecting, event) {
    const { tx, sheet, instanceId } = projecting;
    const id = wireId(instanceId, event.incidentId);
    if (event.stop !== undefined) {
      tx.standstills.insert({ id, instanceId, stopId: event.stop, at: event.at });
      return;
    }
    const job = event.jobId === undefined ? undefined : tx.jobs.get(wireId(instanceId, event.jobId));
    tx.incidents.insert({
      id,
      instanceId,
      processId: sheet.processId,
      version: sheet.version,
      elementId: event.elementId,
      elementKind: event.elementKind,
      tokenId: event.tokenId ?? null,
      code: event.code,
      message: event.message,
      params: event.params ?? {},
      state: 'open',
      raisedAt: event.at,
      resolvedAt: null,
      resolvedBy: null,
      jobType: job?.type ?? null,
      groupId: groupOf(sheet.processId, event),
    });
    waits(projecting, event.tokenId, { waitsFor: 'incident', incidentId: id });
  },
  incidentResolved(projecting, { incidentId, at, by }) {
    const id = wireId(projecting.instanceId, incidentId);
    if (projecting.tx.standstills.get(id)) projecting.tx.standstills.remove(id);
    else projecting.tx.incidents.update(id, { state: 'resolved', resolvedAt: at, resolvedBy: by?.userId ?? null });
    for (const { incidentId: of, waitsFor: _, ...view } of projecting.tokens.values())
      if (of === id) projecting.tokens.set(view.id, view);
  },
  processCalled(projecting, { tokenId }) {
    waits(projecting, tokenId, { waitsFor: 'call' });
  },
  jobCreated(projecting, { tokenId }) {
    waits(projecting, tokenId, { waitsFor: 'job' });
  },
  jobCompleted: removeJob,
  jobCancelled: removeJob,
  jobFailed(projecting, { jobId, retries, availableAt }) {
    const id = wireId(projecting.instanceId, jobId);
    projecting.tx.jobs.update(id, { retries, availableAt, worker: null, deadlineAt: null });
  },
  timerScheduled(projecting, { tokenId, purpose }) {
    if (purpose === 'event') waits(projecting, tokenId, { waitsFor: 'timer' });
  },
  timerFired: removeTimer,
  timerCancelled: removeTimer,
  subscriptionOpened(projecting, { tokenId }) {
    waits(projecting, tokenId, { waitsFor: 'message' });
  },
  subscriptionClosed(projecting, { subscriptionId }) {
    projecting.tx.subscriptions.remove(wireId(projecting.instanceId, subscriptionId));
  },
};
