import { explainJuel, type FlowNode, holdsJuel, type Model, type SequenceFlowNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** What is computed is FEEL: JavaScript is never executed, and a `${…}` that FEEL cannot say is never guessed at. */
export const languages: Rule = ({ nodes, flows, model }) => [
  ...nodes.flatMap((node) => [...checkNode(node), ...checkMessage(node, model)]),
  ...flows.flatMap(checkFlow),
];

function checkFlow(flow: SequenceFlowNode): Finding[] {
  const language = flow.conditionLanguage;
  if (flow.condition === undefined) return [];
  if (holdsJuel(flow.condition)) return [isJuel(flow, 'condition', flow.condition)];
  return language !== undefined && !/feel/i.test(language) ? [notFeel(flow, 'condition', language)] : [];
}

/** A message's own name may be computed. */
function checkMessage(node: FlowNode, { messages, signals }: Model): Finding[] {
  const named = node.eventDefinitions.flatMap(({ messageRef, signalRef }) => [
    messages.get(messageRef ?? '')?.name,
    signals.get(signalRef ?? '')?.name,
  ]);
  return [...named, messages.get(node.messageRef ?? '')?.name].flatMap((name) =>
    name !== undefined && holdsJuel(name) ? [isJuel(node, 'messageRef', name)] : [],
  );
}

function checkNode(node: FlowNode): Finding[] {
  const { script, loop, extension, activationCondition, adHoc, eventDefinitions } = node;
  if (script && !/^(text\/)?(x-)?feel$/i.test(script.format ?? 'feel'))
    return [notFeel(node, 'scriptFormat', script.format ?? '')];
  if (node.kind === 'scriptTask' && !script?.text)
    return [
      error(node.id, 'script-missing', {
        field: 'script',
        message: `The script task ${called(node)} has no script.`,
        hint: 'Write one FEEL expression.',
      }),
    ];
  const computed: Readonly<Record<string, unknown>> = { script, loop, extension, activationCondition, adHoc, eventDefinitions };
  return Object.entries(computed)
    .flatMap(([name, value]) => textsIn(value, name))
    .filter(({ text }) => holdsJuel(text))
    .map(({ field, text }) => isJuel(node, field, text));
}

/** Every text in plain data, with the path to it. Names and messages in other languages are not computed. */
function textsIn(value: unknown, path: string): readonly { readonly field: string; readonly text: string }[] {
  if (typeof value === 'string')
    return /\.(message|name|purpose|reason)$|^extension\.labels/.test(path)
      ? []
      : [{ field: path.replace(/^extension\./, ''), text: value }];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, `${path}.${name}`));
}

const notFeel = (element: { readonly id: string; readonly name?: string }, field: string, found: string) =>
  error(element.id, 'language-not-feel', {
    field,
    message: `${called(element)} is written in "${found || 'no language'}"; only FEEL is executed here.`,
    hint: 'Write it as one FEEL expression with the format feel, or let a service task ask an outside worker.',
    params: { found },
  });

const isJuel = (element: { readonly id: string; readonly name?: string }, field: string, found: string) => {
  const { code, because, hint, params } = explainJuel(found, /condition$/i.test(field) ? 'condition' : 'value');
  const message = `${called(element)} holds "${found}", which is not read as FEEL: ${because}.`;
  return error(element.id, code, { field, message, hint, params });
};
