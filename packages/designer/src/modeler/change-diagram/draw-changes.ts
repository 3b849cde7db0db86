/** Draws on a diagram what another one has otherwise: what went, where it stood; the rest by its colour and a pin. */
import { type Bounds, type DiagramElement, elementOf, elementsOf, type ModdleElement } from '../diagram.ts';
import type { Overlays } from '../editor/mark-problems.ts';
import type { Canvas, ElementRegistry } from '../services.ts';

export interface ElementChange {
  readonly sign: 'added' | 'removed' | 'changed';
  /** The numbers by which lists beside the diagram name it. */
  readonly numbers: readonly number[];
}

export interface DrawnChanges {
  /** By id of node or sequence flow. */
  readonly elements: Readonly<Record<string, ElementChange>>;
  /** The BPMN that has what is gone; without it that is not drawn. */
  readonly before?: string | undefined;
  /** Elements that somebody said something of, and whether it is open. */
  readonly comments: Readonly<Record<string, 'open' | 'resolved'>>;
}

interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: ModdleElement }>;
}
interface ElementFactory {
  createShape(values: object): DiagramElement;
  createConnection(values: object): DiagramElement;
  createLabel(values: object): DiagramElement;
}
interface Adding extends Canvas {
  addShape(element: DiagramElement, parent?: DiagramElement): void;
  addConnection(element: DiagramElement, parent?: DiagramElement): void;
}
type Get = <T>(name: string) => T;
const signs = { added: '+', removed: '−', changed: '~' } as const;

/** Adds what is gone, from the document that has it. */
export async function addRemoved(
  get: Get,
  { elements, before }: DrawnChanges,
  sayNames: (definitions: ModdleElement) => void,
): Promise<void> {
  const removed = new Set(Object.keys(elements).filter((id) => elements[id]?.sign === 'removed'));
  if (before === undefined || removed.size === 0) return;
  const { rootElement } = await get<Moddle>('moddle').fromXML(before);
  sayNames(rootElement);
  const [diagram] = elementsOf(rootElement, 'diagrams');
  const plane = elementOf(diagram, 'plane');
  const drawn = plane ? elementsOf(plane, 'planeElement') : [];
  const gone = drawn.filter((di) => removed.has(idOf(di)) && !get<ElementRegistry>('elementRegistry').get(idOf(di)));
  const shapes = gone.filter((di) => boundsOf(di) !== undefined);
  // What holds something lies below it.
  shapes.sort((one, other) => areaOf(other) - areaOf(one));
  for (const di of shapes) addShape(get, di);
  for (const di of gone) if (boundsOf(di) === undefined) addConnection(get, di);
}

function addShape(get: Get, di: ModdleElement): void {
  const businessObject = elementOf(di, 'bpmnElement');
  const bounds = boundsOf(di);
  if (!bounds || !businessObject) return;
  const [factory, canvas] = [get<ElementFactory>('elementFactory'), get<Adding>('canvas')];
  const root = canvas.getRootElement();
  const base = { type: businessObject.$type, businessObject, di };
  const shape = factory.createShape({ ...base, id: idOf(di), ...bounds, collapsed: di.get('isExpanded') === false });
  canvas.addShape(shape, root);
  const said = boundsOf(elementOf(di, 'label'));
  if (!said || !businessObject.get('name')) return;
  const label = { ...base, ...said, type: 'label', id: `${idOf(di)}_label`, labelTarget: shape };
  canvas.addShape(factory.createLabel(label), root);
  canvas.addMarker(label.id, 'look-removed');
}

function addConnection(get: Get, di: ModdleElement): void {
  const businessObject = elementOf(di, 'bpmnElement');
  const registry = get<ElementRegistry>('elementRegistry');
  const end = (name: string) => registry.get(elementOf(businessObject, name)?.id ?? '');
  const [source, target] = [end('sourceRef'), end('targetRef')];
  const waypoints = elementsOf(di, 'waypoint').map((point) => ({ x: Number(point.get('x')), y: Number(point.get('y')) }));
  if (!businessObject || !source || !target || waypoints.length < 2) return;
  const canvas = get<Adding>('canvas');
  const values = { id: idOf(di), type: businessObject.$type, businessObject, di, source, target, waypoints };
  canvas.addConnection(get<ElementFactory>('elementFactory').createConnection(values), canvas.getRootElement());
}

const idOf = (di: ModdleElement): string => elementOf(di, 'bpmnElement')?.id ?? '';

function boundsOf(di: ModdleElement | undefined): Bounds | undefined {
  const bounds = elementOf(di, 'bounds');
  if (!bounds) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) => Number(bounds.get(name)));
  return { x, y, width, height };
}

function areaOf(di: ModdleElement): number {
  const { width, height } = boundsOf(di) ?? { width: 0, height: 0 };
  return width * height;
}

/** Pins its numbers to what changed; a pin says which number was meant. */
export function markChanges(get: Get, { elements, comments }: DrawnChanges, onPin: (number: number) => void): void {
  const registry = get<ElementRegistry>('elementRegistry');
  const overlays = get<Overlays>('overlays');
  overlays.remove({ type: 'change-pin' });
  for (const [id, { sign, numbers }] of Object.entries(elements)) {
    const element = registry.get(id);
    if (!element) continue;
    if (numbers.length > 0)
      overlays.add(id, 'change-pin', {
        position: placeOf(element),
        html: pins(sign, numbers, onPin),
        scale: { min: 0.7, max: 1 },
      });
  }
  for (const [id, state] of Object.entries(comments)) {
    const element = registry.get(id);
    if (!element) continue;
    const html = document.createElement('div');
    html.className = `change-talk is-${state}`;
    overlays.add(id, 'change-pin', { position: { top: -9, left: element.width - 9 }, html, scale: { min: 0.7, max: 1 } });
  }
}

/** On the upper left of a shape; in the middle of a flow, counted from its bounds. */
function placeOf({ waypoints = [] }: DiagramElement): { top: number; left: number } {
  const middle = Math.floor((waypoints.length - 1) / 2);
  const [first, second] = [waypoints[middle], waypoints[middle + 1]];
  if (!first || !second) return { top: -12, left: -12 };
  const [left, top] = [Math.min(...waypoints.map(({ x }) => x)), Math.min(...waypoints.map(({ y }) => y))];
  return { top: (first.y + second.y) / 2 - top - 9, left: (first.x + second.x) / 2 - left - 13 };
}

/** The list beside says the same to whoever does not point. */
function pins(sign: ElementChange['sign'], numbers: readonly number[], onPin: (number: number) => void): HTMLElement {
  const row = document.createElement('div');
  row.className = 'change-pins';
  row.setAttribute('aria-hidden', 'true');
  for (const number of numbers) {
    const pin = document.createElement('span');
    pin.className = `change-pin is-${sign}`;
    pin.textContent = `${signs[sign]}${number}`;
    pin.addEventListener('click', () => onPin(number));
    row.append(pin);
  }
  return row;
}
