/** A task with everything that its decider needs. */
import type { Json } from '@fortnight/shared/base';
import type { Fact, OutcomeChoice, TaskDetail } from '@fortnight/shared/contract';
import { evaluate, parseExpression } from '@fortnight/shared/expression';
import type { ApprovalSpec, FactSpec, LabelSpec } from '@fortnight/shared/model';
import type { Reader } from '../actor.ts';
import type { EngineReads } from '../host.ts';
import { mayRemind } from '../own-case.ts';
import type { TaskRecord } from '../records.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { type CaseHistory, readHistory } from './case-history.ts';
import { instant } from './instance.ts';
import { approvalOf } from './signatures.ts';
import { type TaskContext, taskOf } from './task.ts';
import { taskCapabilities } from './task-capabilities.ts';
import { whatHappens } from './what-happens.ts';

export interface DetailContext extends TaskContext {
  readonly task: TaskRecord;
  readonly reader: Reader;
  readonly reads: EngineReads;
}

export function detailOf(context: DetailContext): TaskDetail {
  const { task, sheet, record, reader, reads } = context;
  const history = readHistory(reads, record.id, sheet);
  const node = sheet.nodes.get(task.elementId);
  const shown = taskOf(task, context);
  const choices = choicesOf(task, sheet, history);
  const approval = task.kind === 'approval' ? approvalOf(context, history) : undefined;
  const stageId = sheet.stageOf.get(task.elementId);
  const order = sheet.stages.find(({ elementId }) => elementId === stageId)?.order;
  const request = requestOf(task, history);
  const may = taskCapabilities(task, reader, mayRemind(context.reads, reader, record));
  const can = shown.stop ? may.filter((act) => act !== 'complete') : may;
  const evidence = task.kind === 'review' ? (node?.extension.checkpoint?.evidence ?? []) : [];
  return {
    ...shown,
    ...(sheet.settings.lang !== undefined && { processLang: sheet.settings.lang }),
    can,
    choices,
    facts: (node?.extension.approval?.facts ?? []).map((fact) => factOf(fact, context, shown.variables, history)),
    ...(approval && { approval }),
    evidenceWanted: evidence.map((piece) => ({ ...piece })),
    checkpoints: [...history.checkpoints],
    ...(request && { request }),
    whatHappens: whatHappens(context, choices, approval),
    stage:
      stageId === undefined ? null : { elementId: stageId, name: nameOf(sheet, stageId), ...(order !== undefined && { order }) },
    // What somebody has not sent yet is for nobody else to read.
    ...(task.draft && can.includes('draft') && { draft: task.draft }),
  };
}

const labelsOf = (labels: readonly LabelSpec[], id: string): Record<string, string> =>
  Object.fromEntries(labels.filter((label) => label.for === id).map(({ lang, text }) => [lang, text]));

/** What `complete` takes, with where a send-back may go. */
function choicesOf(task: TaskRecord, sheet: VersionSheet, history: CaseHistory): OutcomeChoice[] {
  const node = sheet.nodes.get(task.elementId);
  const specs: ApprovalSpec['outcomes'] = node?.extension.approval?.outcomes ?? [];
  return task.outcomes.map((id) => {
    const spec = specs.find((outcome) => outcome.id === id);
    const kind = spec?.kind ?? id;
    return {
      id,
      kind,
      ...(spec?.name !== undefined && { name: spec.name }),
      labels: labelsOf(node?.extension.labels ?? [], id),
      isCommentRequired: spec ? spec.comment === 'required' || kind === 'send-back' : task.kind === 'review' && id === 'clear',
      targets: kind === 'send-back' ? targetsOf(task, sheet, history, spec?.to) : [],
    };
  });
}

/** Elements of people that this case completed: the one that is named, or any. */
function targetsOf(task: TaskRecord, sheet: VersionSheet, { completed }: CaseHistory, to: string | undefined) {
  const isTarget = (id: string): boolean => {
    const kind = sheet.nodes.get(id)?.kind;
    return completed.has(id) && id !== task.elementId && (kind === 'userTask' || kind === 'manualTask');
  };
  const ids = to === undefined ? [...sheet.nodes.keys()].filter(isTarget) : [to];
  return ids.map((elementId) => ({ elementId, name: nameOf(sheet, elementId) }));
}

function factOf(
  fact: FactSpec,
  { sheet, at }: DetailContext,
  variables: Readonly<Record<string, Json>>,
  { changes }: CaseHistory,
): Fact {
  const { variable, better, policy, near } = fact;
  const declared = sheet.data.find(({ name }) => name === variable);
  const before = changes.get(variable)?.before;
  const now = variables[variable] ?? null;
  const holds = (text: string | undefined): boolean | null => {
    const parsed = text === undefined ? undefined : parseExpression(text);
    if (!parsed?.ok) return null;
    const { timeZone } = sheet.settings;
    const answer = evaluate(parsed.value, { variables, at, ...(timeZone !== undefined && { timeZone }) });
    return answer.ok && typeof answer.value === 'boolean' ? answer.value : null;
  };
  const inside = holds(policy);
  const standing = inside === null ? 'unknown' : !inside ? 'outside' : holds(near) === true ? 'near' : 'inside';
  return {
    variable,
    ...(declared && { type: declared.type }),
    ...(declared?.currency !== undefined && { currency: declared.currency }),
    now,
    ...(before !== undefined && { before }),
    ...(better !== undefined && { better }),
    ...(policy !== undefined && { policy }),
    standing,
  };
}

/** What the requester said when completing the step before. */
function requestOf(task: TaskRecord, { completions }: CaseHistory): TaskDetail['request'] {
  const before = completions.findLast(({ by, at }) => at <= task.createdAt && by.userId === task.requestedBy);
  if (!before || task.requestedBy === null) return undefined;
  return { by: before.by.userId, at: instant(before.at), ...(before.comment !== undefined && { comment: before.comment }) };
}
