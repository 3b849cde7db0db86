/** Cases as the wire shows them. */
import type { JsonObject } from '@fortnight/shared/base';
import type { Instance, InstanceSummary, Token } from '@fortnight/shared/contract';
import type { State } from '@fortnight/shared/kernel';
import type { InstanceRecord, TokenView } from '../records.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { stateOf } from '../state.ts';

let last = { at: 0, text: '1970-01-01T00:00:00.000Z' };
/** What is told in one go often names one moment several times. */
export function instant(at: number): string {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() };
  return last.text;
}
export const instantOrNull = (at: number | null): string | null => (at === null ? null : instant(at));

const tokenOf = (sheet: VersionSheet, { since, ...view }: TokenView): Token => ({
  ...view,
  elementName: nameOf(sheet, view.elementId),
  since: instant(since),
});

export function summaryOf(record: InstanceRecord, sheet: VersionSheet): InstanceSummary {
  const { stageId, stageVisit, stageEnteredAt, stageTargetAt } = record;
  const order = sheet.stages.find(({ elementId }) => elementId === stageId)?.order;
  return {
    id: record.id,
    processId: record.processId,
    processName: sheet.name,
    version: record.version,
    versionId: record.versionId,
    state: record.state,
    ...(record.outcome !== null && { outcome: record.outcome }),
    ...(record.lossReason !== null && { lossReason: record.lossReason }),
    businessKey: record.businessKey,
    caseName: record.caseName,
    starter: record.starter,
    owner: record.owner,
    startedAt: instant(record.startedAt),
    updatedAt: instant(record.updatedAt),
    endedAt: instantOrNull(record.endedAt),
    parentInstanceId: record.parentInstanceId,
    parentElementId: record.parentElementId,
    rootInstanceId: record.rootInstanceId ?? record.id,
    stage:
      stageId === null
        ? null
        : {
            elementId: stageId,
            name: nameOf(sheet, stageId),
            ...(order !== undefined && { order }),
            visit: stageVisit ?? 1,
            enteredAt: instant(stageEnteredAt ?? record.startedAt),
            ...(stageTargetAt !== null && { targetAt: instant(stageTargetAt) }),
          },
    tokens: record.tokens.map((token) => tokenOf(sheet, token)),
    ...amountOf(record, sheet),
    openTaskCount: record.openTaskCount,
    openIncidentCount: record.openIncidentCount,
  };
}

/** What is personal is told to nobody in passing. */
const amountOf = ({ amount, currency }: InstanceRecord, { money }: VersionSheet): Pick<InstanceSummary, 'amount' | 'currency'> =>
  amount === null || money?.personal ? {} : { amount, ...(currency && { currency }) };

/** What a case's readers see of its data: the root's variables, and who started it. */
export const variablesOf = (state: State): JsonObject => ({ ...state.variables, starter: state.starter });

export const instanceOf = (record: InstanceRecord, sheet: VersionSheet): Instance => ({
  ...summaryOf(record, sheet),
  variables: variablesOf(stateOf(record)),
});
