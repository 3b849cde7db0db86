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
  /** The ratio below which the design is wrong, and the one that is aimed at; for times, above which. */
  readonly floor?: number;
  readonly goal?: number;
}

const rounded = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
const plain = (value: number | undefined): string => (value === undefined ? '' : value.toLocaleString('en'));

export function printTable(rows: readonly Row[]): void {
  console.log('| | workload | value | against | ratio | floor | goal |\n|---|---|---|---|---|---|---|');
  for (const { id, what, value, unit, anchor, ratio, floor, goal } of rows)
    console.log(
      `| ${id} | ${what} | ${rounded(value)} ${unit} | ${anchor} | ${rounded(ratio)} | ${plain(floor)} | ${plain(goal)} |`,
    );
}
