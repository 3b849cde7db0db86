/** Conditional start events: read when somebody says what is known outside of any case. */

import type { EvaluateConditions, EvaluatedConditions } from '@fortnight/shared/contract';
import { evaluate } from '@fortnight/shared/expression';
import type { Principal } from '../access/index.ts';
import { actorOf } from './actor.ts';
import type { Runner } from './runner.ts';
import { startCase } from './start-case.ts';
import { placeOf, triggerOf } from './triggers.ts';

export const createConditions = (runner: Runner) => ({
  /** Starts a case of each process whose conditional start event holds for these variables. */
  evaluateConditions: (by: Principal, { variables, businessKey }: EvaluateConditions): Promise<EvaluatedConditions> =>
    runner.command((tx, knowledge) => {
      const started: EvaluatedConditions['started'] = [];
      const failed: EvaluatedConditions['failed'] = [];
      for (const record of tx.triggers.find({ kind: 'condition' }, { orderBy: 'processId' })) {
        const sheet = knowledge.versions.inMemory(record.versionId);
        const trigger = triggerOf(sheet, record);
        if (trigger?.kind !== 'condition') continue;
        const { timeZone } = sheet.settings;
        const answer = evaluate(trigger.condition, { variables, at: knowledge.at, ...(timeZone !== undefined && { timeZone }) });
        if (!answer.ok) failed.push({ processId: record.processId, elementId: record.elementId, reason: answer.error.message });
        if (!answer.ok || answer.value !== true) continue;
        const { record: begun } = startCase(
          tx,
          knowledge,
          sheet,
          {
            type: 'start',
            by: actorOf(by),
            variables,
            startEventId: record.elementId,
            trigger: { kind: 'condition', ...placeOf(record) },
            ...(businessKey !== undefined && { businessKey }),
          },
          () => false,
        );
        started.push({ instanceId: begun.id, processId: begun.processId });
      }
      return { started, failed };
    }),
});
