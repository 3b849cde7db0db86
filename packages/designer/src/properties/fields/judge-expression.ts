import { parseExpression } from '@fortnight/shared/expression';
import type { UnknownName } from '@fortnight/shared/validation';
import type { ScopeVariable } from '../scope.ts';

export interface Verdict {
  readonly isError: boolean;
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * What is wrong with an expression: a text that is no FEEL is an error, a name that nobody declares a warning.
 * Only a name that is not in scope is asked about, and `unknownIn` says what the list of problems will say.
 */
export function judgeExpression(
  text: string,
  variables: readonly ScopeVariable[],
  unknownIn: (text: string) => readonly UnknownName[],
): Verdict | undefined {
  if (text.trim() === '') return undefined;
  const names = variables.map(({ name }) => name);
  const parsed = parseExpression(text);
  if (parsed.ok) {
    if (parsed.value.reads.every((name) => names.includes(name))) return undefined;
    const [first] = unknownIn(text);
    if (!first) return undefined;
    const { name, near } = first;
    return {
      isError: false,
      code: near === undefined ? 'unknown-name' : 'unknown-name-near',
      message: `Nothing here is called "${name}".`,
      params: { name, ...(near !== undefined && { near }) },
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
