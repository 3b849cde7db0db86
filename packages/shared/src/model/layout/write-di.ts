import { type ModdleElement, tagOf, textOf } from '../moddle-element.ts';
import type { Arrangement } from './geometry.ts';

type Create = (type: string, properties: Readonly<Record<string, unknown>>) => ModdleElement;

/** Adds a diagram of `subject` to the document; nothing else of it is touched. */
export function writeDiagram(document: ModdleElement, subject: ModdleElement, { shapes, edges }: Arrangement): void {
  const create = creatorOf(document);
  const idOf = (element: ModdleElement) => textOf(element, 'id') ?? '';
  const own = <T extends ModdleElement>(parent: ModdleElement, children: readonly T[]) => {
    for (const child of children) child.$parent = parent;
  };
  const drawn = [...shapes].map(([element, bounds]) => {
    const rounded = Object.fromEntries(Object.entries(bounds).map(([name, value]) => [name, Math.round(value)]));
    const box = create('dc:Bounds', rounded);
    const isExpanded = /subprocess$|^transaction$/i.test(tagOf(element)) ? { isExpanded: true } : {};
    const isHorizontal = ['participant', 'lane'].includes(tagOf(element)) ? { isHorizontal: true } : {};
    const shape = create('bpmndi:BPMNShape', {
      id: `${idOf(element)}_di`,
      bpmnElement: element,
      ...isExpanded,
      ...isHorizontal,
      bounds: box,
    });
    own(shape, [box]);
    return shape;
  });
  const joined = [...edges].map(([element, points]) => {
    const waypoint = points.map(({ x, y }) => create('dc:Point', { x: Math.round(x), y: Math.round(y) }));
    const edge = create('bpmndi:BPMNEdge', { id: `${idOf(element)}_di`, bpmnElement: element, waypoint });
    own(edge, waypoint);
    return edge;
  });
  const planeElement = [...drawn, ...joined];
  const plane = create('bpmndi:BPMNPlane', { id: `${idOf(subject)}_plane`, bpmnElement: subject, planeElement });
  own(plane, planeElement);
  const diagram = create('bpmndi:BPMNDiagram', { id: `${idOf(subject)}_diagram`, plane });
  own(diagram, [plane]);
  own(document, [diagram]);
  document.set('diagrams', [diagram]);
}

function creatorOf({ $model: model }: ModdleElement): Create {
  if (!model) throw new TypeError('layOut: expected a document that knows its moddle instance');
  return (type, properties) => model.create(type, properties);
}
