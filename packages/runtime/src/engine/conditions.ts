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
import { placeOf, triggerOf } from './triggers.ts';

type Failed = EvaluatedConditions['failed'][number];

export const createConditions = (runner: Runner) => ({
  /** Starts a case of each process whose conditional start event holds for these variables; each in a command of its own. */
  async evaluateConditions(by: Principal, said: EvaluateConditions): Promise<EvaluatedConditions> {
    const triggers = runner.host.reads.triggers.find({ kind: 'condition' }, { orderBy: 'processId' });
    const started: EvaluatedConditions['started'] = [];
    const failed: Failed[] = [];
    for (const { id, processId, elementId } of triggers) {
      try {
        const answer = await runner.command((tx, knowledge) => startWhereTrue(tx, knowledge, id, said, by));
        if (answer && 'reason' in answer) failed.push(answer);
        else if (answer) started.push(answer);
      } catch (error) {
        if (!(error instanceof EngineRefused)) throw error;
        failed.push({ processId, elementId, reason: error.message });
      }
    }
    return { started, failed };
  },
});

function startWhereTrue(
  tx: EngineTransaction,
  knowledge: Knowledge,
  id: string,
  { variables, businessKey }: EvaluateConditions,
  by: Principal,
): EvaluatedConditions['started'][number] | Failed | undefined {
  const record = tx.triggers.get(id);
  if (!record) return undefined;
  const { processId, elementId } = record;
  const sheet = knowledge.versions.inMemory(record.versionId);
  const trigger = triggerOf(sheet, record);
  if (trigger?.kind !== 'condition') return undefined;
  const { timeZone } = sheet.settings;
  const answer = evaluate(trigger.condition, { variables, at: knowledge.at, ...(timeZone !== undefined && { timeZone }) });
  if (!answer.ok) return { processId, elementId, reason: answer.error.message };
  if (answer.value !== true) return undefined;
  const { record: begun } = startCase(
    tx,
    knowledge,
    sheet,
    {
      type: 'start',
      by: actorOf(by),
      variables,
      startEventId: elementId,
      trigger: { kind: 'condition', ...placeOf(record) },
      ...(businessKey !== undefined && { businessKey }),
    },
    () => false,
  );
  return { instanceId: begun.id, processId };
}
