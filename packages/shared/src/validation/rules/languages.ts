import type { FlowNode, SequenceFlowNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

const uel = /[$#]\{/;

/** What is computed is FEEL: JavaScript is never executed, and `${…}` of other engines is never guessed at. */
export const languages: Rule = ({ nodes, flows }) => [...nodes.flatMap(checkNode), ...flows.flatMap(checkFlow)];

function checkFlow(flow: SequenceFlowNode): Finding[] {
  const language = flow.conditionLanguage;
  if (language !== undefined && !/feel/i.test(language) && flow.condition !== undefined && !uel.test(flow.condition))
    return [notFeel(flow, 'condition', language)];
  return flow.condition !== undefined && uel.test(flow.condition) ? [isUel(flow, 'condition', flow.condition)] : [];
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
    .filter(({ text }) => uel.test(text))
    .map(({ field, text }) => isUel(node, field, text));
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

const isUel = (element: { readonly id: string; readonly name?: string }, field: string, found: string) =>
  error(element.id, 'expression-is-uel', {
    field,
    message: `${called(element)} holds "${found}", an expression language of another engine.`,
    hint: 'Write it as FEEL, such as = customer.id, without $ and braces.',
    params: { found },
  });
