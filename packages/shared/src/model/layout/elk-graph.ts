import { elementOf, elementsOf, type ModdleElement, tagOf, textOf } from '../moddle-element.ts';
import type { Point } from './geometry.ts';

/** What ELK reads and answers; the part of its JSON graph that we use. */
export interface ElkGraph {
  readonly id: string;
  readonly layoutOptions?: Readonly<Record<string, string>>;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly children?: readonly ElkGraph[];
  readonly edges?: readonly ElkEdge[];
}

export interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly sections?: readonly { readonly startPoint: Point; readonly endPoint: Point; readonly bendPoints?: readonly Point[] }[];
}

/** Whoever runs ELK: the bundled one, or a worker's. */
export interface LayoutEngine {
  layout(graph: ElkGraph): Promise<ElkGraph>;
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '60',
  'elk.spacing.nodeNode': '50',
  'elk.spacing.edgeNode': '25',
};

const sizes: readonly (readonly [RegExp, number, number])[] = [
  [/Event$/, 36, 36],
  [/Gateway$/, 50, 50],
  [/^dataStoreReference$/, 50, 50],
  [/^data/, 36, 50],
  [/^textAnnotation$/, 120, 50],
  [/./, 100, 80],
];

/** The width and height that an element is drawn with. */
export function sizeOf(element: ModdleElement): { readonly width: number; readonly height: number } {
  const [, width, height] = sizes.find(([tags]) => tags.test(tagOf(element))) ?? [/./, 100, 80];
  return { width, height };
}

const notDrawn = new Set(['sequenceFlow', 'dataObject', 'association', 'group', 'boundaryEvent']);

/** What a container shows as shapes, boundary events apart. */
export const drawnIn = (container: ModdleElement): readonly ModdleElement[] =>
  [...elementsOf(container, 'flowElements'), ...elementsOf(container, 'artifacts')].filter(
    (element) => !notDrawn.has(tagOf(element)) && textOf(element, 'id') !== undefined,
  );

/** The sequence flows of a container. */
export const flowsIn = (container: ModdleElement): readonly ModdleElement[] =>
  elementsOf(container, 'flowElements').filter((element) => tagOf(element) === 'sequenceFlow');

/** The activity behind a boundary event, else the element itself: where ELK sees a flow begin. */
const anchorOf = (element: ModdleElement | undefined) => elementOf(element, 'attachedToRef') ?? element;

/** A container as an ELK graph; sub-processes are nested graphs, shown expanded. */
export function toElkGraph(container: ModdleElement, id = 'root'): ElkGraph {
  const drawn = drawnIn(container);
  const ids = new Set(drawn.map((element) => textOf(element, 'id') ?? ''));
  return {
    id,
    layoutOptions: id === 'root' ? options : { 'elk.padding': '[top=40,left=30,bottom=40,right=30]' },
    children: drawn.map((element) => {
      const elementId = textOf(element, 'id') ?? '';
      return drawnIn(element).length ? toElkGraph(element, elementId) : { id: elementId, ...sizeOf(element) };
    }),
    edges: flowsIn(container).flatMap((flow) => {
      const source = textOf(anchorOf(elementOf(flow, 'sourceRef')), 'id');
      const target = textOf(elementOf(flow, 'targetRef'), 'id');
      if (source === undefined || target === undefined || !ids.has(source) || !ids.has(target)) return [];
      return [{ id: textOf(flow, 'id') ?? '', sources: [source], targets: [target] }];
    }),
  };
}
