/** The FEEL texts of a process, with the place of each, and the variables that the process itself writes. */
import { type DataAssociationNode, dataElementsOf, type FlowNode } from '../model/index.ts';
import type { ProcessView } from './process-view.ts';

export interface ComputedText {
  readonly elementId: string;
  readonly field: string;
  readonly text: string;
}

/** The words of a FEEL text that may be names: none in quotes, no member behind a dot. */
export const wordsIn = (text: string): readonly string[] =>
  text.replace(/"(\\.|[^"\\])*"/g, '').match(/(?<![.\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];

/** Names that the engine provides. */
const provided: readonly string[] = [
  'starter',
  'result',
  'loopCounter',
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
  'nrOfInstances',
  'nrOfActiveInstances',
  'nrOfCompletedInstances',
];
export const providedNames: ReadonlySet<string> = new Set(provided);

/** Every FEEL text, in document order. */
export function computedTexts(view: ProcessView): readonly ComputedText[] {
  const { process, nodes, flows } = view;
  return [
    ...told(process.id, [['process.caseName', behindEquals(process.extension.process.caseName)]]),
    ...nodes.flatMap((node) => told(node.id, [...flowTexts(node), ...workTexts(node), ...salesTexts(node)])),
    ...flows.flatMap((flow) => told(flow.id, [['condition', flow.condition]])),
    ...formTexts(view),
  ];
}

/** When the fields of a form are shown, told of the first that shows it. */
function formTexts({ process, nodes, forms = {} }: ProcessView): readonly ComputedText[] {
  const uses = [
    { id: process.id, ref: process.extension.process.startForm },
    ...nodes.map(({ id, extension }) => ({ id, ref: extension.form?.ref })),
  ];
  const first = new Map(uses.toReversed().map(({ id, ref }) => [ref, id]));
  return Object.entries(forms).flatMap(([ref, { fields }]) => {
    const user = first.get(ref);
    return user === undefined
      ? []
      : told(
          user,
          fields.map(({ visible }): Found => ['form', visible]),
        );
  });
}

type Found = readonly [field: string, text: string | undefined];

const told = (elementId: string, found: readonly Found[]): ComputedText[] =>
  found.flatMap(([field, text]) => (text === undefined || text.trim() === '' ? [] : [{ elementId, field, text }]));

/** Where plain text is allowed too, only what stands behind `=` is computed. */
const behindEquals = (text: string | undefined): string | undefined => (text?.trim().startsWith('=') ? text : undefined);

function flowTexts(node: FlowNode): Found[] {
  const { script, eventDefinitions, loop, activationCondition, adHoc, data, extension } = node;
  return [
    ['script', /^(text\/)?(x-)?feel$/i.test(script?.format ?? 'feel') ? script?.text : undefined],
    ...eventDefinitions.flatMap((definition): Found[] => [
      ['condition', definition.condition],
      ['timer', behindEquals(definition.timer?.expression)],
    ]),
    ['loop.cardinality', loop?.cardinality],
    ['loop.completionCondition', loop?.completionCondition],
    ['loop.condition', loop?.loopCondition],
    ['loop.collection', extension.loop?.collection],
    ['loop.output', extension.loop?.output],
    ['calledElement', behindEquals(node.calledElement)],
    ['call.businessKey', extension.call?.businessKey],
    ['activationCondition', activationCondition],
    ['completionCondition', adHoc?.completionCondition],
    ...[...(data?.inputAssociations ?? []), ...(data?.outputAssociations ?? [])].flatMap(dataTexts),
  ];
}

/** Texts in another language are the compiler's to refuse. */
function dataTexts({ id, transformation, assignments }: DataAssociationNode): Found[] {
  return [transformation, ...assignments.map(({ from }) => from)].map((computed): Found => {
    const isFeel = computed?.language === undefined || /feel/i.test(computed.language);
    return [`data.${id}`, isFeel ? computed?.text : undefined];
  });
}

function workTexts({ extension }: FlowNode): Found[] {
  const { assignment, inputs, outputs, subscription, timing } = extension;
  return [
    ['assignment.assignee', behindEquals(assignment?.assignee)],
    ['assignment.priority', behindEquals(assignment?.priority)],
    ...inputs.map(({ name, value }): Found => [`inputs.${name}`, value]),
    ...outputs.map(({ name, value }): Found => [`outputs.${name}`, value]),
    ['subscription.correlationKey', subscription?.correlationKey],
    ['timing.limit', behindEquals(timing?.limit)],
    ['timing.remind', behindEquals(timing?.remind)],
    ['timing.to', whoText(timing?.to)],
  ];
}

function salesTexts({ extension: { stage, approval, checkpoint } }: FlowNode): Found[] {
  return [
    ...(stage?.entry ?? []).map(({ condition }): Found => ['stage.entry', condition]),
    ...(stage?.exit ?? []).map(({ condition }): Found => ['stage.exit', condition]),
    ['approval.quorum', Number.isNaN(Number(approval?.quorum)) ? approval?.quorum : undefined],
    ...(approval?.approvers ?? []).flatMap(({ who, when }): Found[] => [
      ['approval.approvers', whoText(who)],
      ['approval.approvers', when],
    ]),
    ...(approval?.autoApprove ?? []).map(({ when }): Found => ['approval.autoApprove', when]),
    ...(approval?.autoReject ?? []).map(({ when }): Found => ['approval.autoReject', when]),
    ...(approval?.facts ?? []).flatMap(({ policy, near }): Found[] => [
      ['approval.facts', policy],
      ['approval.facts', near],
    ]),
    ...(checkpoint?.rules ?? []).map(({ when }): Found => ['checkpoint.rules', when]),
  ];
}

/** `variable:x` and `manager-of:x` hold an expression; an e-mail is none. */
function whoText(who: string | undefined): string | undefined {
  const subject = /^(?:variable|manager-of):\s*(\S.*)$/.exec(who?.trim() ?? '')?.[1];
  return subject === undefined || subject.includes('@') ? undefined : subject;
}

/** The variables that the process names as written, and those that its drawn data is. */
export function writtenVariables(view: ProcessView): ReadonlySet<string> {
  const held = [...dataElementsOf(view.model, view.process).values()].map(({ variable }) => variable);
  return new Set([...namedVariables(view), ...held]);
}

/** Declared data, results, mappings, form fields. */
export function namedVariables({ process, nodes, forms }: ProcessView): ReadonlySet<string> {
  const names = nodes.flatMap(({ extension, script }) => [
    extension.approval?.result,
    extension.checkpoint?.result,
    extension.decision?.result,
    script?.resultVariable,
    extension.loop?.item,
    extension.loop?.outputCollection,
    ...extension.inputs.map(({ name }) => name),
    ...extension.outputs.map(({ name }) => name),
  ]);
  const fields = Object.values(forms ?? {}).flatMap((form) => form.fields.map(({ name }) => name));
  const data = process.extension.data.map(({ name }) => name);
  return new Set([...provided, ...data, ...fields, ...names.filter((name) => name !== undefined)]);
}
