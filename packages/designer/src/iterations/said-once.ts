import type { BaselineRefusal } from '@fortnight/shared/contract';

/** The first line is refused for all the columns that it lacks, or has too many, and not for each. */
export const isOfHead = (code: BaselineRefusal['code']): boolean => code === 'column-missing' || code === 'column-unknown';

/** Refusals of an import as a reader is told them: all columns that are missing at once, and all that are not known. */
export function saidOnce(refusals: readonly BaselineRefusal[]): readonly BaselineRefusal[] {
  const said = new Map<string, BaselineRefusal>();
  for (const refusal of refusals) {
    const { line, column, code } = refusal;
    const key = isOfHead(code) ? code : `${line} ${column} ${code}`;
    const before = said.get(key);
    said.set(key, before ? together(before, refusal) : refusal);
  }
  return [...said.values()];
}

const together = (before: BaselineRefusal, { code, expected, found }: BaselineRefusal): BaselineRefusal =>
  code === 'column-missing'
    ? { ...before, expected: `${before.expected}, ${expected}` }
    : { ...before, found: `${before.found}, ${found}` };
