import { elementOf, elementsOf, type ModdleElement, tagOf, textOf } from '../moddle-element.ts';
import { drawnIn, type ElkGraph, flowsIn, sizeOf } from './elk-graph.ts';
import { type Arrangement, type Bounds, docked, fromBelow, orthogonal, type Point, straight } from './geometry.ts';

/** Puts ELK's answer for a container into the plane, boundary events and associations added. */
export function arrangeContainer(container: ModdleElement, graph: ElkGraph, at: Point, into: Arrangement): void {
  const nodes = new Map(graph.children?.map((child) => [child.id, child]));
  for (const element of drawnIn(container)) {
    const node = nodes.get(textOf(element, 'id') ?? '');
    if (!node) continue;
    const place = { x: at.x + (node.x ?? 0), y: at.y + (node.y ?? 0) };
    into.shapes.set(element, { ...place, width: node.width ?? 0, height: node.height ?? 0 });
    if (node.children) arrangeContainer(element, node, place, into);
  }
  arrangeBoundaryEvents(container, into);
  const routes = new Map(graph.edges?.map((edge) => [edge.id, edge]));
  for (const flow of flowsIn(container)) {
    const [section] = routes.get(textOf(flow, 'id') ?? '')?.sections ?? [];
    const points = section && [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    const isFree = tagOf(elementOf(flow, 'sourceRef') ?? flow) !== 'boundaryEvent';
    if (points && isFree)
      into.edges.set(
        flow,
        dockedEnds(
          flow,
          points.map(({ x, y }) => ({ x: at.x + x, y: at.y + y })),
          into,
        ),
      );
    else route(flow, into);
  }
  for (const artifact of elementsOf(container, 'artifacts')) {
    if (tagOf(artifact) === 'association') connect(artifact, into);
  }
}

/** The engine knows boxes only: the ends of a way are drawn up to what stands in them. */
function dockedEnds(flow: ModdleElement, points: readonly Point[], { shapes }: Arrangement): readonly Point[] {
  const dock = (point: Point, end: 'sourceRef' | 'targetRef') => {
    const element = elementOf(flow, end);
    const bounds = element && shapes.get(element);
    const outline = element && outlineOf(element);
    return bounds && outline ? docked(point, bounds, outline) : point;
  };
  return points.map((point, index) => {
    if (index === 0) return dock(point, 'sourceRef');
    return index === points.length - 1 ? dock(point, 'targetRef') : point;
  });
}

function outlineOf(element: ModdleElement): 'diamond' | 'circle' | undefined {
  const tag = tagOf(element);
  if (tag.endsWith('Gateway')) return 'diamond';
  return tag.endsWith('Event') ? 'circle' : undefined;
}

/** Boundary events sit side by side on the lower border of their activity. */
function arrangeBoundaryEvents(container: ModdleElement, { shapes }: Arrangement): void {
  const taken = new Map<ModdleElement, number>();
  for (const event of elementsOf(container, 'flowElements')) {
    const host = elementOf(event, 'attachedToRef');
    const bounds = host && shapes.get(host);
    if (!host || !bounds) continue;
    const count = taken.get(host) ?? 0;
    taken.set(host, count + 1);
    const { width, height } = sizeOf(event);
    shapes.set(event, {
      x: bounds.x + bounds.width - width - 10 - count * (width + 8),
      y: bounds.y + bounds.height - height / 2,
      width,
      height,
    });
  }
}

/** Draws a sequence flow anew between its shapes. */
export function route(flow: ModdleElement, { shapes, edges }: Arrangement): void {
  const source = elementOf(flow, 'sourceRef');
  const [from, to] = endsOf(flow, shapes);
  if (source && from && to) edges.set(flow, tagOf(source) === 'boundaryEvent' ? fromBelow(from, to) : orthogonal(from, to));
}

/** Draws a straight line between the ends of a connection, when both are drawn. */
export function connect(connection: ModdleElement, { shapes, edges }: Arrangement): void {
  const [from, to] = endsOf(connection, shapes);
  if (from && to) edges.set(connection, straight(from, to));
}

function endsOf(connection: ModdleElement, shapes: Arrangement['shapes']): readonly (Bounds | undefined)[] {
  return ['sourceRef', 'targetRef'].map((end) => {
    const element = elementOf(connection, end);
    return element && shapes.get(element);
  });
}
