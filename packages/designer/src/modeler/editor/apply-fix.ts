/** What the canvas does at one click about a problem. */
import type { Fix } from '@fortnight/shared/validation';
import { type DiagramElement, elementOf, extensionOf, type Point } from '../diagram.ts';
import type { MakeRoom } from '../features/make-room/index.ts';
import { isStage, orderOf } from '../features/stage-numbers/index.ts';
import type { AutoPlace, ElementFactory, ElementRegistry, Modeling } from '../services.ts';
import type { Drawing } from './editor.ts';
import { addChild, addExtension, setExtension } from './extension-edits.ts';
import { processOf } from './process-of.ts';

interface Canvas {
  readonly modeling: Modeling;
  readonly registry: ElementRegistry;
  readonly get: <T>(name: string) => T;
}
type Apply = (editor: Drawing, canvas: Canvas, params: Readonly<Record<string, string>>) => void;

/** Makes the change as one undo step; says whether it knew how. */
export function applyFix(editor: Drawing, canvas: Canvas, { code, params }: Fix): boolean {
  const apply = fixes[code];
  if (!apply) return false;
  editor.asOneStep(() => apply(editor, canvas, params));
  return true;
}

const of = (editor: Drawing, id: string | undefined) => (id === undefined ? undefined : editor.element(id));

const fixes: Readonly<Record<string, Apply>> = {
  'add-start-event': (editor, canvas, { containerId }) => addBorder(editor, canvas, containerId, 'bpmn:StartEvent'),
  'add-end-event': (editor, canvas, { containerId }) => addBorder(editor, canvas, containerId, 'bpmn:EndEvent'),
  'append-end-event': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (element) canvas.get<AutoPlace>('autoPlace').append(element, shape(canvas, 'bpmn:EndEvent'));
  },
  'remove-element': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (element) canvas.modeling.removeElements([element]);
  },
  'remove-and-connect': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (!element) return;
    const sources = element.incoming.flatMap(({ source }) => source ?? []);
    const targets = element.outgoing.flatMap(({ target }) => target ?? []);
    canvas.modeling.removeElements([element]);
    for (const source of sources)
      for (const target of targets)
        if (!source.outgoing.some((flow) => flow.target === target)) canvas.modeling.connect(source, target);
  },
  'make-interrupting': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    const property = element?.type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : 'isInterrupting';
    if (element) canvas.modeling.updateProperties(element, { [property]: true });
  },
  'remove-loop': (editor, canvas, { elementId }) => {
    const element = of(editor, elementId);
    if (element) canvas.modeling.updateProperties(element, { loopCharacteristics: undefined });
  },
  'add-approver': (editor, _canvas, { elementId }) =>
    addTo(editor, elementId, 'fortnight:Approval', 'approvers', 'fortnight:Approver', { who: 'manager-of:starter' }),
  'add-rule': (editor, _canvas, { elementId }) =>
    addTo(editor, elementId, 'fortnight:Checkpoint', 'rules', 'fortnight:Rule', { id: 'rule-1' }),
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
  'draw-way-to-lost-end': (editor, canvas, { elementId, result }) => {
    const element = of(editor, elementId);
    if (element) drawWayToLostEnd(editor, canvas, element, result);
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
    const drawn =
      editor.element(processId ?? '') ??
      editor.elements().find(({ businessObject }) => elementOf(businessObject, 'processRef')?.get('id') === processId);
    const process = drawn?.type === 'bpmn:Participant' ? elementOf(drawn.businessObject, 'processRef') : drawn?.businessObject;
    if (drawn && process) canvas.modeling.updateModdleProperties(drawn, process, { isExecutable: true });
  },
  'mark-end-won': (editor, _canvas, { elementId }) => {
    const end = of(editor, elementId);
    if (end) setExtension(editor, end, 'fortnight:End', { outcome: 'won', lossReason: undefined });
  },
  'declare-data': (editor, _canvas, { name }) => {
    const owner = processOf(editor);
    if (owner && name) addExtension(editor, editor.root(), 'fortnight:Data', { name, type: 'text' }, owner);
  },
};

const shape = ({ get }: Canvas, type: string) => get<ElementFactory>('elementFactory').createShape({ type });

function addTo(
  editor: Drawing,
  elementId: string | undefined,
  tagType: string,
  collection: string,
  type: string,
  values: Readonly<Record<string, string>>,
): void {
  const element = of(editor, elementId);
  const tag = extensionOf(element?.businessObject, tagType);
  if (element && tag) addChild(editor, element, { tag, collection, type, values });
}

/** Draws a start before the first, or an end behind the last, of the nodes of a container. */
function addBorder(
  editor: Drawing,
  canvas: Canvas,
  containerId: string | undefined,
  type: 'bpmn:StartEvent' | 'bpmn:EndEvent',
): void {
  const container = of(editor, containerId) ?? editor.root();
  const isStart = type === 'bpmn:StartEvent';
  const nodes = container.children.filter(
    ({ businessObject, labelTarget, host }) => !labelTarget && !host && businessObject.$instanceOf('bpmn:FlowNode'),
  );
  const open = nodes.filter((node) => (isStart ? node.incoming : node.outgoing).length === 0);
  const [neighbour] = [...(open.length > 0 ? open : nodes)].sort((a, b) =>
    isStart ? a.x - b.x : b.x + b.width - (a.x + a.width),
  );
  if (!neighbour) {
    canvas.modeling.createShape(
      shape(canvas, type),
      { x: container.x + (isStart ? 46 : (container.width || 300) - 46), y: container.y + (container.height || 200) / 2 },
      container,
    );
    return;
  }
  const position: Point = {
    x: isStart ? neighbour.x - 68 : neighbour.x + neighbour.width + 68,
    y: neighbour.y + neighbour.height / 2,
  };
  const event = canvas.modeling.createShape(shape(canvas, type), position, container);
  canvas.modeling.connect(isStart ? event : neighbour, isStart ? neighbour : event);
}

/** Behind an approval: a choice by its outcome; rejected goes to an end that loses the case, the rest as before. */
function drawWayToLostEnd(editor: Drawing, canvas: Canvas, approval: DiagramElement, result: string | undefined): void {
  const { modeling } = canvas;
  const variable = result || 'approval';
  if (!result) setExtension(editor, approval, 'fortnight:Approval', { result: variable });
  const parent = approval.parent ?? editor.root();
  const onward = [...approval.outgoing];
  const [first] = onward;
  const y = approval.y + approval.height / 2;
  const right = approval.x + approval.width;
  const nextX = Math.min(...onward.flatMap(({ target }) => (target && target.x >= right ? [target.x] : [])));
  if (Number.isFinite(nextX)) canvas.get<MakeRoom>('makeRoom').rightOf(parent, nextX, right + 150 - nextX);
  const gateway = modeling.createShape(
    shape(canvas, 'bpmn:ExclusiveGateway'),
    { x: approval.x + approval.width + 60, y },
    parent,
  );
  modeling.connect(approval, gateway);
  for (const flow of onward) {
    modeling.reconnectStart(flow, gateway, { x: gateway.x + gateway.width, y });
    modeling.layoutConnection(flow);
  }
  const end = modeling.createShape(shape(canvas, 'bpmn:EndEvent'), { x: gateway.x + gateway.width / 2, y: y + 130 }, parent);
  addExtension(editor, end, 'fortnight:End', { outcome: 'lost' });
  const lost = modeling.connect(gateway, end);
  const condition = editor.create('bpmn:FormalExpression', { body: `${variable}.outcome = "reject"` }, lost.businessObject);
  modeling.updateProperties(lost, { conditionExpression: condition });
  if (first) modeling.updateProperties(gateway, { default: first.businessObject });
}
