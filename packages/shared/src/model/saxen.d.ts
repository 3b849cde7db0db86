/** What we use of saxen, which ships no types. */
declare module 'saxen' {
  interface Context {
    readonly line: number;
    readonly column: number;
    readonly data: string;
  }

  export class Parser {
    ns(namespaces: Readonly<Record<string, string>>): this;
    on(event: 'openTag', handler: (name: string, attributes: () => Readonly<Record<string, string>>) => void): this;
    on(event: 'closeTag', handler: () => void): this;
    on(event: 'attention', handler: (declaration: string) => void): this;
    on(event: 'error' | 'warn', handler: (error: Error, context: () => Context) => void): this;
    parse(xml: string): this;
    stop(): this;
  }
}
