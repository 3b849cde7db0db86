/**
 * One way to look at elements of a moddle tree, whether moddle knows their type or read them as generic tags.
 */
export interface PropertyDescriptor {
  readonly name: string;
  readonly ns: { readonly name: string };
  readonly type: string;
  readonly isMany?: boolean;
  readonly isReference?: boolean;
  readonly isVirtual?: boolean;
  readonly isAttr?: boolean;
  default?: unknown;
  xml?: { readonly serialize: string };
}

export interface TypeDescriptor {
  readonly name: string;
  readonly isGeneric?: boolean;
  readonly ns: { readonly prefix?: string; readonly localName: string; readonly uri?: string };
  readonly properties: readonly PropertyDescriptor[];
  readonly propertiesByName: Readonly<Record<string, PropertyDescriptor>>;
}

/** An element of a moddle tree: bpmn-moddle's, or the live one behind a canvas. */
export interface ModdleElement {
  readonly $type: string;
  readonly $descriptor: TypeDescriptor;
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly $children?: readonly ModdleElement[];
  readonly $body?: string;
  $parent?: ModdleElement;
  readonly $model?: {
    getPackage(prefix: string): { readonly uri: string } | undefined;
    create(type: string, properties?: Readonly<Record<string, unknown>>): ModdleElement;
  };
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

export const isModdleElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value && '$descriptor' in value;

/** A property or attribute as text; absent when it is not written or empty. */
export function textOf(element: ModdleElement | undefined, name: string): string | undefined {
  const value = element?.get(name);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The element that a property holds, when it holds one. */
export function elementOf(element: ModdleElement | undefined, name: string): ModdleElement | undefined {
  const value = element?.get(name);
  return isModdleElement(value) ? value : undefined;
}

/** The elements that a collection property holds. */
export function elementsOf(element: ModdleElement | undefined, name: string): readonly ModdleElement[] {
  const value = element?.get(name);
  return Array.isArray(value) ? value.filter(isModdleElement) : [];
}

/** The child tags of any element, typed or generic. */
export function childTags(element: ModdleElement | undefined): readonly ModdleElement[] {
  if (!element) return [];
  const { $descriptor: descriptor } = element;
  if (descriptor.isGeneric) return element.$children ?? [];
  return descriptor.properties
    .filter((property) => !property.isReference && !property.isVirtual && !property.isAttr)
    .flatMap((property) => {
      const value = element.get(property.name);
      return (Array.isArray(value) ? value : [value]).filter(isModdleElement);
    });
}

/** The local name of an element's tag: `exclusiveGateway`. */
export function tagOf(element: ModdleElement): string {
  const name = element.$type.slice(element.$type.indexOf(':') + 1);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The namespace that an element's tag belongs to. */
export function namespaceOf(element: ModdleElement): string | undefined {
  const { ns } = element.$descriptor;
  return ns.uri ?? element.$model?.getPackage(ns.prefix ?? '')?.uri;
}

/** The body text of an expression-like element, trimmed; absent when empty. */
export function bodyOf(element: ModdleElement | undefined): string | undefined {
  const body = element?.$descriptor.isGeneric ? element.$body : element?.get('body');
  return typeof body === 'string' ? body.trim() || undefined : undefined;
}

/** Drops the members that are undefined, so that absent means not written. */
export const present = <T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
