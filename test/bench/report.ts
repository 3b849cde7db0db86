/** One figure of the benchmark: only its ratio to something run beside it counts. */
export interface Row {
  /** As in the table of workloads, such as `K1`. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly anchor: string;
  /** Value divided by the anchor's, taken in the same run. */
  readonly ratio: number;
}

const rounded = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

export function printTable(rows: readonly Row[]): void {
  console.log('| | workload | value | against | ratio |\n|---|---|---|---|---|');
  for (const { id, what, value, unit, anchor, ratio } of rows)
    console.log(`| ${id} | ${what} | ${rounded(value)} ${unit} | ${anchor} | ${rounded(ratio)} |`);
}
