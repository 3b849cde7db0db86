import { type DiagramElement, elementOf, type ModdleElement } from '../diagram.ts';
import type { Drawing } from './editor.ts';

/** The process that an element belongs to, its own where it is a pool; else the one that is drawn. */
export function processAround(editor: Drawing, { businessObject }: DiagramElement): ModdleElement | undefined {
  const own = elementOf(businessObject, 'processRef');
  if (own) return own;
  for (let at: ModdleElement | undefined = businessObject; at; at = at.$parent) if (at.$instanceOf('bpmn:Process')) return at;
  return processOf(editor);
}

/** The process that is drawn; in a collaboration the first executable one. */
export function processOf(editor: Drawing): ModdleElement | undefined {
  const root = editor.root().businessObject;
  if (root.$instanceOf('bpmn:Process')) return root;
  if (!root.$instanceOf('bpmn:Collaboration')) {
    for (let parent = root.$parent; parent; parent = parent.$parent) if (parent.$instanceOf('bpmn:Process')) return parent;
    return undefined;
  }
  const processes = editor
    .elements()
    .flatMap(({ businessObject }) =>
      businessObject.$instanceOf('bpmn:Participant') ? (elementOf(businessObject, 'processRef') ?? []) : [],
    );
  return processes.find((process) => process.get('isExecutable') === true) ?? processes[0];
}
