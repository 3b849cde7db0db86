import { type DiagramElement, elementsOf, type ModdleElement } from '../../diagram.ts';
import type { Drawing } from '../editor.ts';
import type { Surface } from './surface.ts';

/** Takes elements away, with the gateways that decide nothing any more then; also those that could not be drawn. */
export function remove(editor: Drawing, canvas: Surface, ids: readonly string[]): void {
  const drawn = ids.flatMap((id) => editor.element(id) ?? []);
  const ends = drawn.flatMap((element) => (element.waypoints ? [element] : [...element.incoming, ...element.outgoing]));
  const neighbours = new Set(ends.flatMap(({ source, target }) => [source ?? [], target ?? []].flat()));
  if (drawn.length > 0) canvas.modeling.removeElements(drawn);
  for (const id of ids) if (!drawn.some((element) => element.id === id)) removeUndrawn(editor, id);
  for (const neighbour of neighbours)
    if (/Gateway$/.test(neighbour.type) && canvas.registry.get(neighbour.id) && isLonely(neighbour)) bypass(canvas, neighbour);
}

const isLonely = ({ incoming, outgoing }: DiagramElement): boolean => incoming.length === 1 && outgoing.length === 1;

/** Takes an element away and leads what came to it to what followed it, as it came: with its condition and its name. */
export function bypass({ modeling }: Surface, element: DiagramElement): void {
  const [onward] = element.outgoing;
  const target = onward?.target;
  if (target && target !== element)
    for (const flow of [...element.incoming]) {
      const docking = onward.waypoints?.at(-1) ?? { x: target.x, y: target.y + target.height / 2 };
      modeling.reconnectEnd(flow, target, docking);
      modeling.layoutConnection(flow);
    }
  modeling.removeElements([element]);
}

/** A flow that an end is missing of stands in the document only. */
function removeUndrawn(editor: Drawing, id: string): void {
  const visit = (holder: ModdleElement): boolean => {
    const elements = elementsOf(holder, 'flowElements');
    const found = elements.find((element) => element.id === id);
    if (!found) return elements.some(visit);
    for (const [list, node] of elements.flatMap((each) => [['incoming', each] as const, ['outgoing', each] as const]))
      if (elementsOf(node, list).includes(found))
        editor.update(editor.root(), node, { [list]: elementsOf(node, list).filter((other) => other !== found) });
    editor.update(editor.root(), holder, { flowElements: elements.filter((other) => other !== found) });
    return true;
  };
  elementsOf(editor.definitions(), 'rootElements').some(visit);
}
