import { type DiagramElement, elementsOf, type ModdleElement, textOf } from '../../diagram.ts';
import type { AutoPlace } from '../../services.ts';
import type { Drawing } from '../editor.ts';
import { loseAt, wordsOf } from './lost-end.ts';
import { nameBeside, type Surface, shape } from './surface.ts';

/** On the border of what decides: an event that catches the error of its rejection, and behind it an end that loses the case. */
export function catchRejection(editor: Drawing, canvas: Surface, decision: DiagramElement, code: string): void {
  const { modeling } = canvas;
  const at = { x: freePlace(decision), y: decision.y + decision.height };
  const event = shape(canvas, 'bpmn:BoundaryEvent', { eventDefinitionType: 'bpmn:ErrorEventDefinition' });
  const border = modeling.createShape(event, at, decision, { attach: true });
  modeling.updateProperties(border, { name: wordsOf(editor, decision)('drawn.caught') });
  const [definition] = elementsOf(border.businessObject, 'eventDefinitions');
  if (definition) editor.update(border, definition, { errorRef: errorOf(editor, border, code) });
  loseAt(editor, canvas, canvas.get<AutoPlace>('autoPlace').append(border, shape(canvas, 'bpmn:EndEvent')), decision);
  nameBeside(canvas, border, 'left', { x: border.x + border.width / 2, y: border.y + border.height + 12 });
}

/** The error of the document that has the code, else a new one. */
function errorOf(editor: Drawing, element: DiagramElement, code: string): ModdleElement | undefined {
  const definitions = editor.definitions();
  if (!definitions) return undefined;
  const roots = elementsOf(definitions, 'rootElements');
  const known = roots.find((root) => root.$type === 'bpmn:Error' && textOf(root, 'errorCode') === code);
  if (known) return known;
  const created = editor.create('bpmn:Error', { name: code, errorCode: code }, definitions);
  editor.update(element, definitions, { rootElements: [...roots, created] });
  return created;
}

/** On the lower border the first place where no other event sits: the corners first, where it covers the least of what is written above the border. */
function freePlace({ x, width, attachers = [] }: DiagramElement): number {
  const taken = attachers.map((attacher) => attacher.x + attacher.width / 2);
  const places = [1, 0, 0.5].map((share) => x + width * share);
  return places.find((place) => taken.every((other) => Math.abs(other - place) > 40)) ?? x + width;
}
