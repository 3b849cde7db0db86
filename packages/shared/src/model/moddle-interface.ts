import type { ModdleElement, TypeDescriptor } from './moddle-element.ts';

/** What we use of a bpmn-moddle instance, which ships no types; our own, so that they travel with the package. */
export interface Moddle {
  /** What follows the text is moddle's own business. */
  fromXML(xml: string, ...options: readonly unknown[]): Promise<ParseResult>;
  toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
  create(type: string, properties?: Readonly<Record<string, unknown>>): ModdleElement;
  getType(name: string): { readonly $descriptor: TypeDescriptor };
  getPackages(): readonly {
    readonly prefix: string;
    readonly uri: string;
    readonly types: readonly { readonly name: string; readonly extends?: unknown }[];
  }[];
  getPackage(prefixOrUri: string): { readonly prefix: string; readonly uri: string } | undefined;
  /** `nsMap`: prefixes by namespace, beside those of the packages. */
  readonly config: { nsMap?: Record<string, string> };
  readonly registry: { registerType(type: unknown, pkg: unknown): void };
}

interface ParseWarning {
  readonly message: string;
  readonly error?: Error;
  readonly element?: ModdleElement;
  readonly property?: string;
  readonly value?: string;
}

interface ParsedReference {
  readonly element: ModdleElement;
  readonly property: string;
  readonly id: string;
}

export interface ParseResult {
  readonly rootElement: ModdleElement;
  readonly elementsById: Readonly<Record<string, ModdleElement>>;
  readonly references: readonly ParsedReference[];
  readonly warnings: readonly ParseWarning[];
}
