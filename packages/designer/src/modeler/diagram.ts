/** What the canvas holds, as far as other rooms may know: moddle elements, and the shapes that show them. */

/** An element of the live document. */
export interface ModdleElement {
  readonly $type: string;
  readonly id?: string;
  $parent?: ModdleElement | undefined;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  $instanceOf(type: string): boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Bounds extends Point {
  readonly width: number;
  readonly height: number;
}

/** A shape or connection of the canvas; a connection has waypoints instead of bounds. */
export interface DiagramElement extends Bounds {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly di: ModdleElement;
  readonly parent?: DiagramElement | null;
  readonly children: readonly DiagramElement[];
  readonly incoming: readonly DiagramElement[];
  readonly outgoing: readonly DiagramElement[];
  readonly attachers?: readonly DiagramElement[];
  readonly source?: DiagramElement;
  readonly target?: DiagramElement;
  readonly waypoints?: readonly Point[];
  readonly labelTarget?: DiagramElement;
  readonly host?: DiagramElement | null;
  readonly collapsed?: boolean;
}

export const isModdleElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value && 'get' in value;

/** The elements that a collection property holds. */
export function elementsOf(element: ModdleElement | undefined, property: string): readonly ModdleElement[] {
  const value = element?.get(property);
  return Array.isArray(value) ? value.filter(isModdleElement) : [];
}

/** The element that a property holds. */
export function elementOf(element: ModdleElement | undefined, property: string): ModdleElement | undefined {
  const value = element?.get(property);
  return isModdleElement(value) ? value : undefined;
}

/** A property as text; empty when it is not written. */
export function textOf(element: ModdleElement | undefined, property: string): string {
  const value = element?.get(property);
  return value === undefined || value === null ? '' : String(value);
}

/** The extension tag of an element, such as `fortnight:Stage`. */
export function extensionOf(element: ModdleElement | undefined, type: string): ModdleElement | undefined {
  return extensionsOf(element, type)[0];
}

/** All extension tags of one kind, in document order. */
export function extensionsOf(element: ModdleElement | undefined, type: string): readonly ModdleElement[] {
  return elementsOf(elementOf(element, 'extensionElements'), 'values').filter((tag) => tag.$type === type);
}

/** What a shape is to a salesperson: one of the three sales elements, or plain BPMN. */
export type SalesKind = 'stage' | 'approval' | 'checkpoint';

const salesTags: readonly (readonly [SalesKind, string, string])[] = [
  ['stage', 'bpmn:SubProcess', 'fortnight:Stage'],
  ['approval', 'bpmn:UserTask', 'fortnight:Approval'],
  ['checkpoint', 'bpmn:BusinessRuleTask', 'fortnight:Checkpoint'],
];

/** Which of the three sales elements an element is, if any. */
export function salesKindOf(element: ModdleElement): SalesKind | undefined {
  return salesTags.find(([, type, tag]) => element.$instanceOf(type) && extensionOf(element, tag))?.[0];
}
