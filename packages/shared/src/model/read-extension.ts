import type { DocumentationSpec, LabelSpec, MappingSpec } from './extension.ts';
import { type ModdleElement, present, textOf } from './moddle-element.ts';
import type { NodeExtension } from './model.ts';
import { readPeerExtension } from './read-peer-extension.ts';
import { readApproval, readCheckpoint, readJob, readStage } from './read-sales.ts';
import { texts } from './read-values.ts';
import type { Reading } from './reading.ts';

/** Reads what our extension says about a node, and where it is silent, what its peers say that means the same. */
export function readExtension(node: ModdleElement, reading: Reading): NodeExtension {
  const one = <T>(name: string, read: (tag: ModdleElement) => T): T | undefined => {
    const tag = reading.tags(node, 'fortnight', name)[0];
    return tag && read(tag);
  };
  const attributes =
    <Name extends string>(...names: readonly Name[]) =>
    (tag: ModdleElement) =>
      present(Object.fromEntries(names.map((name) => [name, textOf(tag, name)]))) as { readonly [K in Name]?: string };
  const mappings = (name: string): readonly MappingSpec[] =>
    reading.tags(node, 'fortnight', name).map((tag) => ({ name: textOf(tag, 'name') ?? '', value: textOf(tag, 'value') ?? '' }));

  const peer = readPeerExtension(node, reading);
  const own = present({
    stage: one('stage', readStage),
    approval: one('approval', readApproval),
    checkpoint: one('checkpoint', readCheckpoint),
    timing: one('timing', attributes('limit', 'calendar', 'remind', 'overdue', 'to', 'standard')),
    form: one('form', (form) => ({ ref: textOf(form, 'ref') ?? '' })),
    assignment: one('assignment', (assignment) => ({
      groups: texts(textOf(assignment, 'groups')),
      users: texts(textOf(assignment, 'users')),
      ...attributes('assignee', 'strategy', 'priority')(assignment),
    })),
    job: one('job', readJob),
    subscription: one('subscription', attributes('correlationKey')),
    timer: one('timer', attributes('calendar')),
    loop: one('loop', attributes('collection', 'item', 'output', 'outputCollection')),
    decision: one('decision', (decision) => ({ ref: textOf(decision, 'ref') ?? '', ...attributes('result')(decision) })),
    call: one('call', attributes('binding', 'businessKey', 'passes', 'returns')),
    end: one('end', attributes('outcome', 'lossReason')),
    documentation: readDocumentation(node, reading),
  });
  const inputs = mappings('input');
  const outputs = mappings('output');
  return {
    ...peer,
    ...own,
    inputs: inputs.length ? inputs : peer.inputs,
    outputs: outputs.length ? outputs : peer.outputs,
    labels: readLabels(node, reading),
  };
}

/** Reads the names of an element and of its named children in other languages. */
export const readLabels = (element: ModdleElement, reading: Reading): readonly LabelSpec[] =>
  reading.tags(element, 'fortnight', 'label').map((label) => ({
    lang: textOf(label, 'lang') ?? '',
    text: textOf(label, 'text') ?? '',
    ...present({ for: textOf(label, 'for') }),
  }));

export function readDocumentation(element: ModdleElement, reading: Reading): DocumentationSpec | undefined {
  const tag = reading.tags(element, 'fortnight', 'documentation')[0];
  if (!tag) return undefined;
  return present({
    owner: textOf(tag, 'owner'),
    purpose: textOf(tag, 'purpose'),
    value: textOf(tag, 'value'),
  });
}
