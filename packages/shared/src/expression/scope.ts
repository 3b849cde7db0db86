import type { Node, TextType } from './tree.ts';

/** What an inner name means: one of a loop or function, any member of the filtered item or of the context so far. */
export type Scope =
  | { readonly kind: 'named'; readonly slot: number; readonly name: string }
  | { readonly kind: 'item' | 'context'; readonly slot: number };

/** One writing for a name, however its parts are spaced. */
export const canonicalName = (text: string): string =>
  text.startsWith('`')
    ? text.slice(1, -1)
    : text
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/ ?([./'+*-]+) ?/g, '$1');

/** The names that an expression may use and those that it read. */
export class Names {
  readonly reads = new Set<string>();
  private readonly scopes: Scope[] = [];
  private readonly declared: ReadonlyMap<string, string>;
  private readonly types: Readonly<Record<string, string>>;
  private readonly isClosed: boolean;

  constructor(names: readonly string[] | undefined, types: Readonly<Record<string, string>>) {
    this.isClosed = names !== undefined;
    this.types = types;
    this.declared = new Map((names ?? Object.keys(types)).map((name) => [canonicalName(name), name]));
  }

  /** How many scopes are open: the next slot. */
  get depth(): number {
    return this.scopes.length;
  }

  open(scope: Scope): void {
    this.scopes.push(scope);
  }

  closeTo(depth: number): void {
    this.scopes.length = depth;
  }

  /** Whether somebody gave this name: the process, a loop, a function. */
  isDeclared(name: string): boolean {
    return this.declared.has(name) || this.isParameter(name);
  }

  /** What a name means here; undefined where it is not declared. */
  resolve(name: string): Node | undefined {
    return this.resolveFrom(name, this.scopes.length - 1, false);
  }

  private resolveFrom(name: string, index: number, mayBeMember: boolean): Node | undefined {
    const scope = this.scopes[index];
    if (!scope) return this.variable(name) ?? (mayBeMember ? { kind: 'literal', value: null } : undefined);
    if (scope.kind === 'named') {
      return scope.name === name ? { kind: 'local', slot: scope.slot } : this.resolveFrom(name, index - 1, mayBeMember);
    }
    const isItem = scope.kind === 'item' && name === 'item';
    const otherwise: Node | undefined = isItem ? { kind: 'local', slot: scope.slot } : this.resolveFrom(name, index - 1, true);
    return otherwise && { kind: 'member', slot: scope.slot, name, otherwise };
  }

  private variable(canonical: string): Node | undefined {
    const name = this.declared.get(canonical) ?? canonical;
    if (this.isClosed && !this.declared.has(canonical)) return undefined;
    this.reads.add(name);
    const type = Object.hasOwn(this.types, name) ? this.types[name] : undefined;
    return isTextType(type) ? { kind: 'variable', name, as: type } : { kind: 'variable', name };
  }

  /** What a called name means where it is no built-in function: a parameter, or a member that holds a function. */
  resolveFunction(name: string, index = this.scopes.length - 1): Node | undefined {
    const scope = this.scopes[index];
    if (!scope) return undefined;
    if (scope.kind === 'named' && scope.name === name) return { kind: 'local', slot: scope.slot };
    const outside = this.resolveFunction(name, index - 1);
    if (scope.kind === 'named') return outside;
    return { kind: 'member', slot: scope.slot, name, otherwise: outside ?? { kind: 'literal', value: null } };
  }

  isParameter(name: string): boolean {
    return this.scopes.some((scope) => scope.kind === 'named' && scope.name === name);
  }
}

const isTextType = (type: string | undefined): type is TextType =>
  type === 'date' || type === 'time' || type === 'dateTime' || type === 'duration';
