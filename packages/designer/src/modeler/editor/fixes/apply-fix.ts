/** What the canvas does at one click about a problem. */
import type { Fix } from '@fortnight/shared/validation';
import { type DiagramElement, elementOf, extensionOf, extensionsOf, type ModdleElement, textOf } from '../../diagram.ts';
import { isStage, orderOf } from '../../features/stage-numbers/index.ts';
import type { AutoPlace } from '../../services.ts';
import type { Drawing } from '../editor.ts';
import { addChild, addExtension, removeExtension, setExtension } from '../extension-edits.ts';
import { processOf } from '../process-of.ts';
import { addBorder } from './add-border.ts';
import { catchRejection } from './catch-rejection.ts';
import { bypass, remove } from './remove.ts';
import { type Surface, shape } from './surface.ts';
import { drawWayToLostEnd } from './way-to-lost-end.ts';

type Apply = (editor: Drawing, canvas: Surface, params: Readonly<Record<string, string>>) => void;

/** Makes the change as one undo step; says whether it knew how. */
export function applyFix(editor: Drawing, canvas: Surface, { code, params }: Fix): boolean {
  const apply = fixes[code];
  if (!apply) return false;
  editor.asOneStep(() => apply(editor, canvas, params));
  return true;
}

const of = (editor: Drawing, id: string | undefined) => (id === undefined ? undefined : editor.element(id));

/** What stands for a process on the canvas, itself or its pool, and the process. */
function drawnProcess(editor: Drawing, id = ''): readonly [DiagramElement | undefined, ModdleElement | undefined] {
  const drawn =
    editor.element(id) ??
    editor.elements().find(({ businessObject }) => elementOf(businessObject, 'processRef')?.get('id') === id);
  return [drawn, drawn?.type === 'bpmn:Participant' ? elementOf(drawn.businessObject, 'processRef') : drawn?.businessObject];
}

const fixes: Readonly<Record<string, Apply>> = {
  'add-start-event': (editor, canvas, { containerId }) => addBorder(editor, canvas, containerId, 'bpmn:StartEvent'),
  'add-end-event': (editor, canvas, { containerId }) => addBorder(editor, canvas, containerId, 'bpmn:EndEvent'),
  'append-end-event': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (element) canvas.get<AutoPlace>('autoPlace').append(element, shape(canvas, 'bpmn:EndEvent'));
  },
  'remove-element': (editor, canvas, { elementId = '' }) => remove(editor, canvas, [elementId]),
  'remove-elements': (editor, canvas, { elementIds = '' }) => remove(editor, canvas, elementIds.split(' ')),
  'remove-and-connect': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (element) bypass(canvas, element);
  },
  'make-interrupting': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    const property = element?.type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : 'isInterrupting';
    if (element) canvas.modeling.updateProperties(element, { [property]: true });
  },
  'remove-loop': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (!element) return;
    canvas.modeling.updateProperties(element, { loopCharacteristics: undefined });
    for (const tag of extensionsOf(element.businessObject, 'fortnight:Loop')) removeExtension(editor, element, tag);
  },
  'add-approver': (editor, _canvas, { elementId }) => {
    const element = of(editor, elementId);
    const tag = extensionOf(element?.businessObject, 'fortnight:Approval');
    if (!element || !tag) return;
    const who = { who: 'manager-of:starter' };
    addChild(editor, element, { tag, collection: 'approvers', type: 'fortnight:Approver', values: who });
    // A number of votes is more than the only approver can give.
    if (textOf(tag, 'mode') === 'quorum')
      setExtension(editor, element, 'fortnight:Approval', { mode: undefined, quorum: undefined });
  },
  'assign-to-starter': (editor, _canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (element) setExtension(editor, element, 'fortnight:Assignment', { assignee: '= starter' });
  },
  'set-default-flow': (editor, canvas, { elementId, flowId }) => {
    const [element, flow] = [of(editor, elementId), of(editor, flowId)];
    if (element && flow) canvas.modeling.updateProperties(element, { default: flow.businessObject });
  },
  'remove-condition': (editor, canvas, { flowId }) => {
    const flow = of(editor, flowId);
    if (flow) canvas.modeling.updateProperties(flow, { conditionExpression: undefined });
  },
  'set-quorum': (editor, _canvas, { elementId, quorum }) => {
    const element = of(editor, elementId);
    if (element) setExtension(editor, element, 'fortnight:Approval', { quorum });
  },
  'set-overdue': (editor, _canvas, { elementId, overdue }) => {
    const element = of(editor, elementId);
    if (element) setExtension(editor, element, 'fortnight:Timing', { overdue });
  },
  'draw-way-to-lost-end': (editor, canvas, { elementId, result, error }) => {
    const element = of(editor, elementId);
    if (!element) return;
    if (error === undefined) drawWayToLostEnd(editor, canvas, element, result);
    else catchRejection(editor, canvas, element, error);
  },
  'renumber-stages': (editor) => {
    const stages = editor.elements().filter(isStage);
    [...stages]
      .sort((a, b) => (orderOf(a) ?? 0) - (orderOf(b) ?? 0) || a.x - b.x || a.y - b.y)
      .forEach((stage, index) => {
        setExtension(editor, stage, 'fortnight:Stage', { order: String(index + 1) });
      });
  },
  'make-executable': (editor, canvas, { processId }) => {
    const [drawn, process] = drawnProcess(editor, processId);
    if (drawn && process) canvas.modeling.updateModdleProperties(drawn, process, { isExecutable: true });
  },
  'mark-end-won': (editor, _canvas, { elementId }) => {
    const end = of(editor, elementId);
    if (end) setExtension(editor, end, 'fortnight:End', { outcome: 'won', lossReason: undefined });
  },
  'name-cases-by': (editor, _canvas, { processId, name = '' }) => {
    const [drawn, process] = drawnProcess(editor, processId);
    const caseName = `= ${/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``}`;
    if (drawn && process) setExtension(editor, drawn, 'fortnight:Process', { caseName }, process);
  },
  'declare-data': (editor, _canvas, { name, type = 'text', purpose }) => {
    const owner = processOf(editor);
    if (owner && name) addExtension(editor, editor.root(), 'fortnight:Data', { name, type, purpose }, owner);
  },
};
