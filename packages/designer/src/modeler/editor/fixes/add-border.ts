import type { DiagramElement, Point } from '../../diagram.ts';
import type { Drawing } from '../editor.ts';
import { insideOf, type Surface, shape } from './surface.ts';

type Border = 'bpmn:StartEvent' | 'bpmn:EndEvent';

/** Draws a start before the first, or an end behind the last, of the nodes of a container; both where nothing is in it. */
export function addBorder(editor: Drawing, canvas: Surface, containerId: string | undefined, type: Border): void {
  const container = insideOf(canvas, editor.element(containerId ?? '') ?? editor.root());
  const isStart = type === 'bpmn:StartEvent';
  const nodes = container.children.filter(standsInFlow);
  const open = nodes.filter((node) => (isStart ? node.incoming : node.outgoing).length === 0);
  const [neighbour] = [...(open.length > 0 ? open : nodes)].sort((a, b) =>
    isStart ? a.x - b.x : b.x + b.width - (a.x + a.width),
  );
  if (!neighbour) {
    drawBoth(canvas, container);
    return;
  }
  const position: Point = {
    x: isStart ? neighbour.x - 68 : neighbour.x + neighbour.width + 68,
    y: neighbour.y + neighbour.height / 2,
  };
  const event = canvas.modeling.createShape(shape(canvas, type), position, container);
  canvas.modeling.connect(isStart ? event : neighbour, isStart ? neighbour : event);
}

/** A handler or an event sub-process begins by itself, and nothing follows it. */
const standsInFlow = ({ businessObject, labelTarget, host }: DiagramElement): boolean =>
  !labelTarget &&
  !host &&
  businessObject.$instanceOf('bpmn:FlowNode') &&
  businessObject.get('triggeredByEvent') !== true &&
  businessObject.get('isForCompensation') !== true;

function drawBoth(canvas: Surface, container: DiagramElement): void {
  const [width, height] = [container.width || 300, container.height || 200];
  const y = (container.y || 0) + height / 2;
  const draw = (type: Border, x: number) => canvas.modeling.createShape(shape(canvas, type), { x, y }, container);
  const start = draw('bpmn:StartEvent', (container.x || 0) + 46);
  canvas.modeling.connect(start, draw('bpmn:EndEvent', (container.x || 0) + width - 46));
}
