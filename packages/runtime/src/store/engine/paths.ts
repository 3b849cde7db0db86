/** How a list is walked: from the few rows that one of its filters leaves, or along the order that was asked for. */
import { fewRows, type Rows } from './whose.ts';

/** One condition of a filter. */
export interface Part {
  /** With `~` before each column by which the rows may be found. */
  readonly text: string;
  readonly values: readonly unknown[];
}
export interface Path {
  readonly parts: readonly Part[];
  /** What stands before the key that is sorted by. */
  readonly order: '' | '+';
}

const byIndex = (text: string): string => text.replaceAll('~', '');
const byOrder = (text: string): string => text.replaceAll('~', '+');

/**
 * The conditions of a filter, written so that SQLite, which counts nothing beforehand, takes the way that is short.
 *
 * `isNarrow`: few rows are left by something else, such as whose they are.
 */
export function shortestPath(all: Rows, table: 'instances' | 'tasks', parts: readonly Part[], isNarrow: boolean): Path {
  const isFew = ({ text, values }: Part): boolean => {
    if (!text.includes('~')) return false;
    const [found] = all(`SELECT count(*) AS count FROM (SELECT 1 FROM ${table} WHERE ${byIndex(text)} LIMIT ${fewRows})`, values);
    return Number(found?.count) < fewRows;
  };
  const start = isNarrow ? undefined : parts.find(isFew);
  return {
    parts: parts.map((part) => ({ text: part === start ? byIndex(part.text) : byOrder(part.text), values: part.values })),
    order: start || isNarrow ? '+' : '',
  };
}
