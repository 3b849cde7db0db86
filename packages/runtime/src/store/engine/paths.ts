/** How a list is walked: from the few rows that one of its filters leaves, or along the order that was asked for. */
import { fewRows, type Rows } from './whose.ts';

/** One condition of a filter. */
export interface Part {
  /** With `~` before each column by which the rows may be found. */
  readonly text: string;
  readonly values: readonly unknown[];
  /** The same, found by way of the cases that hold the rows where these are few. */
  readonly byCases?: { readonly cases: Bound; readonly found: Bound };
}
interface Bound {
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
  const isFewOf = (of: string, { text, values }: Bound): boolean => {
    const [found] = all(`SELECT count(*) AS count FROM (SELECT 1 FROM ${of} WHERE ${text} LIMIT ${fewRows})`, values);
    return Number(found?.count) < fewRows;
  };
  const foundBy = ({ text, values, byCases }: Part): Bound => byCases?.found ?? { text: byIndex(text), values };
  const isFew = (part: Part): boolean => {
    if (part.byCases ? !isFewOf('instances', part.byCases.cases) : !part.text.includes('~')) return false;
    return isFewOf(table, foundBy(part));
  };
  const start = isNarrow ? undefined : parts.find(isFew);
  return {
    parts: parts.map((part) => (part === start ? foundBy(part) : { text: byOrder(part.text), values: part.values })),
    order: start || isNarrow ? '+' : '',
  };
}
