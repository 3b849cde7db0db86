import { parseExpression } from '@fortnight/shared/expression';
import type { ScopeVariable } from '../scope.ts';

export interface Verdict {
  readonly isError: boolean;
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What is wrong with an expression: a text that is no FEEL is an error, a name that nobody declares a warning. */
export function judgeExpression(text: string, variables: readonly ScopeVariable[]): Verdict | undefined {
  if (text.trim() === '') return undefined;
  const names = variables.map(({ name }) => name);
  const parsed = parseExpression(text);
  if (parsed.ok) {
    const unknown = parsed.value.reads.filter((name) => !names.includes(name));
    const [first] = unknown;
    if (first === undefined || names.length === 0) return undefined;
    // A name with an operator in it, such as `a-b`, is one name only where it is declared.
    if (parseExpression(text, { names }).ok) return undefined;
    return {
      isError: false,
      code: 'unknown-name',
      message: `Nothing here is called "${first}".`,
      params: { name: first, near: nearest(first, names) ?? '' },
    };
  }
  const [error] = parsed.error;
  if (!error || parseExpression(text, { names }).ok) return undefined;
  return {
    isError: true,
    code: error.code,
    message: error.message,
    params: { found: text.slice(error.from, error.to).slice(0, 20) },
  };
}

function nearest(name: string, names: readonly string[]): string | undefined {
  return names.find((other) => other.toLowerCase().startsWith(name.toLowerCase().slice(0, 3)));
}
