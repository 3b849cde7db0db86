/** What a case leaves in the outbox for the cases that it calls, and for the one that called it. */
import type { JsonObject } from '@fortnight/shared/base';
import type { CallProcessEffect, CancelCallEffect, EscalateEffect } from '@fortnight/shared/kernel';
import { thrownBy } from '@fortnight/shared/simulation';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import { post } from './outbox.ts';
import type { Stepped } from './projection/project.ts';
import type { InstanceRecord } from './records.ts';

const bodyOf = (effect: object): JsonObject => effect as JsonObject;

export function orderCall(
  tx: EngineTransaction,
  knowledge: Knowledge,
  record: InstanceRecord,
  effect: CallProcessEffect | CancelCallEffect | EscalateEffect,
): void {
  const { id: instanceId } = record;
  // A suspended case calls nobody; it does not keep those that it called from ending.
  if (effect.type === 'callProcess') post(tx, knowledge, { kind: 'call', instanceId, target: record, body: bodyOf(effect) });
  else if (effect.type === 'cancelCall') post(tx, knowledge, { kind: 'cancelCall', instanceId, body: bodyOf(effect) });
  else tellCaller(tx, knowledge, record, 'callEscalated', effect);
}

/** A called case is over: its caller is to know. */
export function tellEnd(tx: EngineTransaction, knowledge: Knowledge, record: InstanceRecord, { before, events }: Stepped): void {
  const isEnding = record.endedAt !== null && (before === undefined || before.endedAt === null);
  if (isEnding) tellCaller(tx, knowledge, record, 'callEnded', { thrown: thrownBy(events) ?? null });
}

function tellCaller(
  tx: EngineTransaction,
  knowledge: Knowledge,
  { id: instanceId, parentInstanceId }: InstanceRecord,
  kind: 'callEnded' | 'callEscalated',
  body: object,
): void {
  const target = parentInstanceId === null ? undefined : tx.instances.get(parentInstanceId);
  if (target?.endedAt === null) post(tx, knowledge, { kind, instanceId, target, body: bodyOf(body) });
}
