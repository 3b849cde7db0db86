/** Called cases: started once, ended when nobody waits for them any more, and their ends handed to their callers. */
import type { CallProcessEffect, CancelCallEffect, EscalateEffect } from '@fortnight/shared/kernel';
import {
  acknowledgementsOf,
  answerOfCall,
  deepestCall,
  endOfCall,
  refusalOfCall,
  refusalOfStart,
  startOfCall,
  type Thrown,
} from '@fortnight/shared/simulation';
import { advance, type Command } from './advance.ts';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import type { Draw } from './live-versions.ts';
import { takeOut } from './outbox.ts';
import type { InstanceRecord, OutboxRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { startCase } from './start-case.ts';
import { stateOf } from './state.ts';

/** The case that called, as long as it waits for this call. */
function callerOf(tx: EngineTransaction, instanceId: string | null, callId: string): InstanceRecord | undefined {
  const record = instanceId === null ? undefined : tx.instances.get(instanceId);
  const isOpen = record?.endedAt === null && stateOf(record).calls?.some(({ id }) => id === callId) === true;
  return isOpen ? record : undefined;
}

/**
 * A case further up is over: this one is about to be ended, and begins nothing more, else a process that calls itself many
 * times over would outgrow its end.
 */
function isDoomed(tx: EngineTransaction, record: InstanceRecord): boolean {
  for (let id = record.parentInstanceId; id !== null; ) {
    const above = tx.instances.get(id);
    if (above?.endedAt !== null) return true;
    id = above.parentInstanceId;
  }
  return false;
}

/** Starts the case that a call asks for, together with the removal of its entry: so never twice. */
export async function startCalled(runner: Runner, entry: OutboxRecord): Promise<void> {
  const call = entry.body as unknown as CallProcessEffect;
  const draw = await versionFor(runner, entry.instanceId, call);
  const sheet = draw && (await runner.versions.get(draw.versionId));
  const refuse = (command: Command): Promise<void> =>
    runner.command((tx, knowledge) => {
      const caller = takeOut(tx, entry) && callerOf(tx, entry.instanceId, call.callId);
      if (caller) advance(tx, knowledge, caller, command);
    });
  if (!sheet) return refuse(refusalOfCall(call, 'called-process-missing'));
  try {
    await runner.command((tx, knowledge) => {
      const caller = takeOut(tx, entry) && callerOf(tx, entry.instanceId, call.callId);
      if (!caller || isDoomed(tx, caller)) return;
      const { id: parentInstanceId, callDepth, rootInstanceId } = caller;
      if (callDepth >= deepestCall) {
        advance(tx, knowledge, caller, refusalOfCall(call, 'call-too-deep'));
        return;
      }
      const calledBy = {
        parentInstanceId,
        parentElementId: call.elementId,
        callId: call.callId,
        rootInstanceId: rootInstanceId ?? parentInstanceId,
        callDepth: callDepth + 1,
      };
      startCase(tx, knowledge, sheet, startOfCall(call, sheet.program), () => false, { calledBy, drawn: draw?.drawn });
    });
  } catch (error) {
    // What the start wrote is undone: the caller hears why in a transaction of its own.
    // A process that is stopped starts later: the call waits until then.
    if (!(error instanceof EngineRefused) || error.code === 'stopped') throw error;
    await refuse(refusalOfStart(call, error));
  }
}

/** The version that a call takes now. */
async function versionFor({ host, versions, now }: Runner, callerId: string, call: CallProcessEffect): Promise<Draw | undefined> {
  const { calledElement, binding, versionTag, businessKey, variables } = call;
  if (binding === 'deployment') {
    const caller = host.reads.instances.get(callerId);
    const pins = caller && (await versions.get(caller.versionId)).pins;
    const versionId = pins && Object.hasOwn(pins, calledElement) ? pins[calledElement] : undefined;
    return versionId === undefined ? undefined : { versionId };
  }
  if (versionTag === undefined)
    return versions.draw(calledElement, { businessKey: businessKey ?? undefined, variables, groups: [], at: now() });
  const versionId = await versions.find(calledElement, { versionTag });
  return versionId === undefined ? undefined : { versionId };
}

/** Ends a called case that nobody waits for any more. */
export function endCalled(tx: EngineTransaction, knowledge: Knowledge, { instanceId, body }: OutboxRecord): void {
  const effect = body as unknown as CancelCallEffect;
  const called = tx.calledCase(instanceId, effect.callId);
  if (called?.endedAt === null) advance(tx, knowledge, called, endOfCall(effect));
}

/** Hands over what a called case has for its caller; what it had before goes first. */
export function answerCaller(tx: EngineTransaction, knowledge: Knowledge, entry: OutboxRecord): void {
  const { instanceId, target } = entry;
  for (const earlier of tx.outbox.find({ instanceId, target, kind: 'callEscalated' }, { orderBy: 'createdAt' }))
    if (earlier.id < entry.id && isNext(tx, knowledge, earlier)) handOver(tx, knowledge, earlier);
  handOver(tx, knowledge, entry);
}

/** Takes out what goes before. Errors: refuses (`stopped`) where that waits behind a stop: so does all that comes after it. */
function isNext(tx: EngineTransaction, { stops }: Knowledge, earlier: OutboxRecord): boolean {
  if (earlier.heldBy === null) return takeOut(tx, earlier);
  const stop = stops.get(earlier.heldBy);
  if (stop)
    throw new EngineRefused(409, 'stopped', `What the called case told before waits behind a stop ("${stop.reason}").`, {
      stop: stop.id,
      reason: stop.reason,
    });
  tx.outbox.remove(earlier.id);
  return true;
}

function handOver(tx: EngineTransaction, knowledge: Knowledge, { instanceId, target, kind, body }: OutboxRecord): void {
  const called = tx.instances.get(instanceId);
  const callId = called?.callId;
  if (!called || typeof callId !== 'string') return;
  const caller = callerOf(tx, target, callId);
  if (!caller) return;
  if (kind === 'callEscalated') {
    const { escalationCode, variables } = body as unknown as EscalateEffect;
    advance(tx, knowledge, caller, { type: 'escalateCall', callId, escalationCode, variables });
    return;
  }
  const { program } = knowledge.versions.inMemory(called.versionId);
  const [started] = tx.listEvents(called.id, { order: 'asc', from: 0, limit: 1 })[0]?.events ?? [];
  const startedWith = started?.type === 'instanceStarted' ? started.variables : {};
  const thrown = (body.thrown as Thrown | null) ?? undefined;
  const state = stateOf(called);
  const { stepped } = advance(tx, knowledge, caller, answerOfCall({ callId, program, state, startedWith, thrown }));
  let record = called;
  for (const acknowledgement of acknowledgementsOf(state, stepped.events))
    record = advance(tx, knowledge, record, acknowledgement).record;
}
