import { builtinFunctions } from '@fortnight/shared/expression';
import type { ScopeVariable } from '../scope.ts';

export interface Completion {
  readonly name: string;
  readonly detail: string;
  /** The whole expression with the completion in it. */
  readonly whole: string;
}

const word = /[\p{L}_][\p{L}\p{N}_]*$/u;
const most = 12;

/** What the word before the cursor may become: variables by their name or label first, then functions; `wordOf` words a type. */
export function completions(
  text: string,
  cursor: number,
  variables: readonly ScopeVariable[],
  wordOf: (type: string) => string = (type) => type,
): readonly Completion[] {
  const before = text.slice(0, cursor);
  const typed = word.exec(before)?.[0] ?? '';
  const isMember = before.slice(0, before.length - typed.length).endsWith('.');
  const isInText = (before.match(/"/g)?.length ?? 0) % 2 === 1;
  if (isMember || isInText || (typed === '' && text.trim().replace(/^=/, '') !== '')) return [];
  const whole = (insert: string) => before.slice(0, before.length - typed.length) + insert + text.slice(cursor);
  const begins = (name: string) => name.toLowerCase().startsWith(typed.toLowerCase()) && name !== typed;
  const names = variables
    .filter(({ name, label = '' }) => begins(name) || (typed !== '' && label.toLowerCase().startsWith(typed.toLowerCase())))
    .map(({ name, label, type, from }) => ({
      name,
      detail: [label === name ? undefined : label, wordOf(type), from].filter(Boolean).join(' · '),
      whole: whole(name),
    }));
  const functions =
    typed === ''
      ? []
      : builtinFunctions
          .filter(({ name }) => begins(name))
          .map(({ name, signature }) => ({ name, detail: signature, whole: whole(`${name}(`) }));
  return [...names, ...functions].slice(0, most);
}
