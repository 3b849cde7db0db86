/** What we use of saxen, which ships no types. */
declare module 'saxen' {
  interface Context {
    readonly line: number;
    readonly column: number;
    readonly data: string;
  }

  /** An element as a parser in proxy mode shows it: a view that the next element changes. */
  export interface ElementView {
    readonly name: string;
    readonly attrs: Readonly<Record<string, string>>;
    readonly ns: Readonly<Record<string, string>>;
  }

  type Decode = (text: string) => string;

  export class Parser {
    constructor(options?: { readonly proxy: true });
    ns(namespaces: Readonly<Record<string, string>>): this;
    on(
      event: 'openTag',
      handler: (
        name: string,
        attributes: () => Readonly<Record<string, string>>,
        decode: Decode,
        isSelfClosing: boolean,
        context: () => Context,
      ) => void,
    ): this;
    on(event: 'openTag', handler: (element: ElementView, decode: Decode) => void): this;
    on(event: 'closeTag', handler: () => void): this;
    on(event: 'text', handler: (text: string, decode: Decode) => void): this;
    on(event: 'cdata', handler: (text: string) => void): this;
    on(event: 'attention', handler: (declaration: string) => void): this;
    on(event: 'error' | 'warn', handler: (error: Error, context: () => Context) => void): this;
    parse(xml: string): this;
    stop(): this;
  }
}
