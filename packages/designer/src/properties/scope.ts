/** The variables that an expression may name. */
import type { Form, LocalizedText } from '@fortnight/shared/contract';
import { type DataElement, dataElementsOf, toModel } from '@fortnight/shared/model';
import { type UnknownName, unknownNamesIn } from '@fortnight/shared/validation';
import {
  type DiagramElement,
  type Editor,
  extensionOf,
  extensionsOf,
  type ModdleElement,
  processAround,
  textOf,
} from '../modeler/index.ts';

export interface ScopeVariable {
  readonly name: string;
  readonly type: string;
  /** What a form that asks for it calls it. */
  readonly label?: string;
  /** The name of the form or the element that writes it. */
  readonly from?: string;
}

const nameOf = (element: ModdleElement) => textOf(element, 'name') || textOf(element, 'id');

/** In the reader's language, else in any. */
const textFor = (text: LocalizedText | undefined, language: string): string | undefined =>
  [text?.[language], ...Object.values(text ?? {})].find((each) => each?.trim());

/** Declared data first, then what forms and elements write; each name once, called as forms call it in a language. */
export function variablesInScope(
  editor: Editor,
  element: DiagramElement,
  forms: readonly Form[],
  language = '',
): readonly ScopeVariable[] {
  const found = new Map<string, ScopeVariable>();
  const fields = forms.flatMap((form) => form.fields);
  const add = (name: string, type: string, from?: string) => {
    if (!name || found.has(name)) return;
    const label = textFor(fields.find((field) => field.name === name && field.label)?.label, language);
    found.set(name, { name, type, ...(label && { label }), ...(from && { from }) });
  };
  const process = processAround(editor, element);
  for (const data of extensionsOf(process, 'fortnight:Data')) add(textOf(data, 'name'), textOf(data, 'type'));
  add('starter', 'person');
  for (const form of forms)
    for (const field of form.fields)
      if (field.control !== 'section') add(field.name, field.control ?? '', textFor(form.name, language) ?? form.id);
  for (const { businessObject, labelTarget } of editor.elements()) {
    if (labelTarget) continue;
    for (const { name, type } of writtenBy(businessObject)) add(name, type, nameOf(businessObject));
  }
  const own = textOf(process, 'id');
  for (const { variable } of drawnData(editor, own)) add(variable, '');
  const item = textOf(extensionOf(element.businessObject, 'fortnight:Loop'), 'item');
  add(item, 'item');
  for (const input of extensionsOf(element.businessObject, 'fortnight:Input')) add(textOf(input, 'name'), '');
  const answers = ['bpmn:ServiceTask', 'bpmn:CallActivity'].includes(element.type);
  if (extensionsOf(element.businessObject, 'fortnight:Output').length > 0 || answers) add('result', 'context');
  return [...found.values()];
}

/** The names that a text reads and nothing of the process knows, as the list of problems tells them. */
export function unknownNamesAround(
  editor: Editor,
  element: DiagramElement,
  forms: readonly Form[],
  text: string,
): readonly UnknownName[] {
  const definitions = editor.definitions();
  if (!definitions) return [];
  const processId = textOf(processAround(editor, element), 'id');
  const byId = Object.fromEntries(forms.map((form) => [form.id, form]));
  return unknownNamesIn(text, { model: toModel(definitions), processId, forms: byId });
}

/** Data objects and data stores that are drawn; the document is read only where there are any. */
function drawnData(editor: Editor, processId: string): Iterable<DataElement> {
  if (!editor.elements().some(({ type }) => /^bpmn:Data(Object|Store)Reference$/.test(type))) return [];
  const definitions = editor.definitions();
  const model = definitions && toModel(definitions);
  const process = model?.processes.find(({ id }) => id === processId);
  return model && process ? dataElementsOf(model, process).values() : [];
}

/** What an element leaves in the case's variables. */
function writtenBy(element: ModdleElement): readonly { readonly name: string; readonly type: string }[] {
  const text = (type: string, name: string) => textOf(extensionOf(element, type), name);
  const script = element.$instanceOf('bpmn:ScriptTask') ? textOf(element, 'fortnight:resultVariable') : '';
  return [
    { name: text('fortnight:Approval', 'result'), type: 'context' },
    { name: text('fortnight:Checkpoint', 'result'), type: 'context' },
    { name: text('fortnight:Decision', 'result'), type: '' },
    { name: text('fortnight:Loop', 'outputCollection'), type: 'list' },
    { name: script, type: '' },
    ...extensionsOf(element, 'fortnight:Output').map((output) => ({ name: textOf(output, 'name'), type: '' })),
  ].filter(({ name }) => name !== '');
}
