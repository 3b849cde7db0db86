import type { ApprovalSpec, CheckpointSpec, JobSpec, StageSpec } from './extension.ts';
import { childTags, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import { isTrue, numberOf, texts } from './read-values.ts';

const children = (element: ModdleElement, tag: string) => childTags(element).filter((child) => tagOf(child) === tag);

/** A tag's attributes as they are written, by name; unwritten ones are absent. */
function written<Name extends string>(element: ModdleElement, ...names: readonly Name[]): { readonly [K in Name]?: string } {
  const found: { [K in Name]?: string } = {};
  for (const name of names) {
    const text = textOf(element, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

const required = (element: ModdleElement, name: string) => textOf(element, name) ?? '';

/** Reads a funnel stage. */
export function readStage(stage: ModdleElement): StageSpec {
  const readRule = (rule: ModdleElement) => ({
    id: required(rule, 'id'),
    condition: required(rule, 'condition'),
    ...written(rule, 'message'),
  });
  return {
    ...present({ order: numberOf(stage, 'order'), probability: numberOf(stage, 'probability') }),
    ...written(stage, 'target', 'owner'),
    entry: children(stage, 'entry').map(readRule),
    exit: children(stage, 'exit').map(readRule),
    required: children(stage, 'required').map((field) => required(field, 'variable')),
    lossReasons: children(stage, 'lossReason').map((reason) => ({
      id: required(reason, 'id'),
      ...written(reason, 'name'),
    })),
  };
}

const modes = ['one', 'all', 'quorum'] as const;

/** Reads an approval with its whole grammar. */
export function readApproval(approval: ModdleElement): ApprovalSpec {
  const readAuto = (rule: ModdleElement) => ({ when: required(rule, 'when'), ...written(rule, 'reason') });
  const nobody = children(approval, 'nobody')[0];
  const samePerson = children(approval, 'samePerson')[0];
  return {
    mode: modes.find((mode) => mode === textOf(approval, 'mode')) ?? 'one',
    order: textOf(approval, 'order') === 'sequential' ? 'sequential' : 'parallel',
    ...written(approval, 'quorum', 'result', 'error'),
    separateFrom: texts(textOf(approval, 'separateFrom')),
    approvers: children(approval, 'approver').map((approver) => ({
      who: required(approver, 'who'),
      ...written(approver, 'name', 'when', 'groups'),
      ...present({ level: numberOf(approver, 'level') }),
    })),
    autoApprove: children(approval, 'autoApprove').map(readAuto),
    autoReject: children(approval, 'autoReject').map(readAuto),
    outcomes: children(approval, 'outcome').map((outcome) => ({
      id: required(outcome, 'id'),
      kind: textOf(outcome, 'kind') ?? required(outcome, 'id'),
      ...written(outcome, 'name', 'comment', 'to'),
    })),
    ...(nobody ? { nobody: { do: required(nobody, 'do'), ...written(nobody, 'to') } } : {}),
    ...(samePerson ? { samePerson: { do: required(samePerson, 'do') } } : {}),
    copies: children(approval, 'copy').map((copy) => required(copy, 'to')),
    facts: children(approval, 'fact').map((fact) => ({
      variable: required(fact, 'variable'),
      ...written(fact, 'better', 'policy', 'near'),
    })),
  };
}

const severityOf = (element: ModdleElement) => (textOf(element, 'severity') === 'warn' ? 'warn' : 'block');

/** Reads a compliance checkpoint. */
export function readCheckpoint(checkpoint: ModdleElement): CheckpointSpec {
  const job = children(checkpoint, 'job')[0];
  return {
    severity: severityOf(checkpoint),
    ...written(checkpoint, 'regulation', 'reviewers', 'result', 'error'),
    ...(job ? { job: readJob(job) } : {}),
    rules: children(checkpoint, 'rule').map((rule) => ({
      id: required(rule, 'id'),
      when: required(rule, 'when'),
      ...written(rule, 'message'),
      ...(textOf(rule, 'severity') ? { severity: severityOf(rule) } : {}),
    })),
    evidence: children(checkpoint, 'evidence').map((evidence) => ({
      id: required(evidence, 'id'),
      ...written(evidence, 'name'),
      required: isTrue(evidence, 'required'),
    })),
  };
}

/** Reads a job for an outside worker. */
export const readJob = (job: ModdleElement): JobSpec => ({
  type: required(job, 'type'),
  ...written(job, 'retries', 'backoff', 'timeout'),
});
