/** What we use of bpmn-moddle, which ships no types for its main entry. */
declare module 'bpmn-moddle' {
  type ModdleElement = import('./moddle-element.ts').ModdleElement;

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

  interface ParseResult {
    readonly rootElement: ModdleElement;
    readonly elementsById: Readonly<Record<string, ModdleElement>>;
    readonly references: readonly ParsedReference[];
    readonly warnings: readonly ParseWarning[];
  }

  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<ParseResult>;
    toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
    create(type: string, properties?: Readonly<Record<string, unknown>>): ModdleElement;
    getType(name: string): { readonly $descriptor: import('./moddle-element.ts').TypeDescriptor };
    getPackages(): readonly {
      readonly prefix: string;
      readonly uri: string;
      readonly types: readonly { readonly name: string; readonly extends?: unknown }[];
    }[];
    getPackage(prefixOrUri: string): { readonly prefix: string; readonly uri: string } | undefined;
    readonly registry: { registerType(type: unknown, pkg: unknown): void };
  }
}
