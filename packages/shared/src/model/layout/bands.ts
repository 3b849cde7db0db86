import { elementOf, elementsOf, type ModdleElement } from '../moddle-element.ts';
import { route } from './arrange.ts';
import { drawnIn, flowsIn } from './elk-graph.ts';
import { type Arrangement, around, type Bounds } from './geometry.ts';

const header = 30;
const margin = 30;

/** Draws a pool around the shapes of its process, with its lanes as bands, and answers its bounds. */
export function drawPool(pool: ModdleElement, process: ModdleElement | undefined, top: number, into: Arrangement): Bounds {
  const own = process ? drawnWithin(process, into) : [];
  const lanes = process ? lanesOf(process) : [];
  const inner = around(own.flatMap((element) => into.shapes.get(element) ?? []));
  const width = Math.max(inner.width + 2 * margin + header * (lanes.length ? 2 : 1), 600);
  shift(own, { x: header * (lanes.length ? 2 : 1) + margin - inner.x, y: top + margin - inner.y }, into);
  for (const flow of process ? allFlows(process) : []) route(flow, into);
  const height =
    process && lanes.length
      ? drawLanes(process, lanes, { x: header, y: top, width: width - header }, into)
      : inner.height + 2 * margin;
  const bounds = { x: 0, y: top, width, height: own.length ? height : 60 };
  into.shapes.set(pool, bounds);
  return bounds;
}

/** The innermost lanes: bands that hold nodes. */
function lanesOf(container: ModdleElement): readonly ModdleElement[] {
  const sets = [
    ...elementsOf(container, 'laneSets'),
    ...[elementOf(container, 'childLaneSet')].filter((set) => set !== undefined),
  ];
  return sets
    .flatMap((set) => elementsOf(set, 'lanes'))
    .flatMap((lane) => {
      const inner = lanesOf(lane);
      return inner.length ? inner : [lane];
    });
}

/** Moves each lane's nodes into its band, one below the other; a node of no lane goes to the first. */
function drawLanes(
  process: ModdleElement,
  lanes: readonly ModdleElement[],
  place: { readonly x: number; readonly y: number; readonly width: number },
  into: Arrangement,
): number {
  const laneOf = new Map(lanes.flatMap((lane) => elementsOf(lane, 'flowNodeRef').map((node) => [node, lane] as const)));
  let top = place.y;
  for (const [index, lane] of lanes.entries()) {
    const nodes = drawnIn(process).filter((element) => (laneOf.get(element) ?? lanes[0]) === lanes[index]);
    const own = nodes.flatMap((element) => [element, ...attachedTo(element, process), ...drawnWithin(element, into)]);
    const inner = around(own.flatMap((element) => into.shapes.get(element) ?? []));
    shift(own, { x: 0, y: top + margin - inner.y }, into);
    const height = Math.max(inner.height + 2 * margin, 120);
    into.shapes.set(lane, { ...place, y: top, height });
    top += height;
  }
  for (const flow of allFlows(process)) route(flow, into);
  return top - place.y;
}

const attachedTo = (host: ModdleElement, container: ModdleElement) =>
  elementsOf(container, 'flowElements').filter((element) => elementOf(element, 'attachedToRef') === host);

/** Everything of a container that has a shape, at every depth. */
function drawnWithin(container: ModdleElement, into: Arrangement): readonly ModdleElement[] {
  return [...elementsOf(container, 'flowElements'), ...elementsOf(container, 'artifacts')].flatMap((element) =>
    into.shapes.has(element) ? [element, ...drawnWithin(element, into)] : [],
  );
}

const allFlows = (container: ModdleElement): readonly ModdleElement[] => [
  ...flowsIn(container),
  ...elementsOf(container, 'flowElements').flatMap((element) =>
    element.$descriptor.propertiesByName.flowElements ? allFlows(element) : [],
  ),
];

function shift(
  elements: readonly ModdleElement[],
  by: { readonly x: number; readonly y: number },
  { shapes }: Arrangement,
): void {
  for (const element of elements) {
    const bounds = shapes.get(element);
    if (bounds) shapes.set(element, { ...bounds, x: bounds.x + by.x, y: bounds.y + by.y });
  }
}
