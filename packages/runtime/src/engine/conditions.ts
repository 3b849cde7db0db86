/** Conditional start events: read when somebody says what is known outside of any case. */

import type { EvaluateConditions, EvaluatedConditions } from '@fortnight/shared/contract';
import { evaluate } from '@fortnight/shared/expression';
import type { Principal } from '../access/index.ts';
import { actorOf } from './actor.ts';
import type { EngineTransaction } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { startCase } from './start-case.ts';
import { type DrawnStart, drawTriggers, placeOf, triggerOf } from './triggers.ts';

type Failed = EvaluatedConditions['failed'][number];

export const createConditions = (runner: Runner) => ({
  /** Starts a case of each process whose conditional start event holds for these variables; each in a command of its own. */
  async evaluateConditions(by: Principal, said: EvaluateConditions): Promise<EvaluatedConditions> {
    const { starts, failed } = await runner.command((tx, knowledge) => whatHolds(tx, knowledge, said, by));
    const started: EvaluatedConditions['started'] = [];
    for (const start of starts) {
      const { id, processId, elementId } = start.trigger;
      try {
        const answer = await runner.command((tx, knowledge) => tx.triggers.get(id) && startBy(tx, knowledge, start, said, by));
        if (answer) started.push(answer);
      } catch (error) {
        if (!(error instanceof EngineRefused)) throw error;
        failed.push({ processId, elementId, reason: error.message });
      }
    }
    return { started, failed };
  },
});

/** The start events whose conditions hold, each process's of the version that was drawn. */
function whatHolds(
  tx: EngineTransaction,
  knowledge: Knowledge,
  { variables, businessKey }: EvaluateConditions,
  by: Principal,
): { readonly starts: readonly DrawnStart[]; readonly failed: Failed[] } {
  const failed: Failed[] = [];
  const holding = tx.triggers.find({ kind: 'condition' }, { orderBy: 'processId' }).filter((record) => {
    const { processId, elementId, versionId } = record;
    const sheet = knowledge.versions.inMemory(versionId);
    const trigger = triggerOf(sheet, record);
    if (trigger?.kind !== 'condition') return false;
    const { timeZone } = sheet.settings;
    const answer = evaluate(trigger.condition, { variables, at: knowledge.at, ...(timeZone !== undefined && { timeZone }) });
    if (!answer.ok) failed.push({ processId, elementId, reason: answer.error.message });
    return answer.ok && answer.value === true;
  });
  return { starts: drawTriggers(knowledge, holding, { businessKey, variables, groups: by.groups }), failed };
}

function startBy(
  tx: EngineTransaction,
  knowledge: Knowledge,
  { trigger, drawn }: DrawnStart,
  { variables, businessKey }: EvaluateConditions,
  by: Principal,
): EvaluatedConditions['started'][number] {
  const { record } = startCase(
    tx,
    knowledge,
    knowledge.versions.inMemory(trigger.versionId),
    {
      type: 'start',
      by: actorOf(by),
      variables,
      startEventId: trigger.elementId,
      trigger: { kind: 'condition', ...placeOf(trigger) },
      ...(businessKey !== undefined && { businessKey }),
    },
    () => false,
    { drawn },
  );
  return { instanceId: record.id, processId: record.processId };
}
