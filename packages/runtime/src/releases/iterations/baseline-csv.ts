/** Reads the lines of an import of baselines; what is wrong with one is told by line and column. */
import {
  type BaselineColumn,
  type BaselineRefusal,
  baselineColumns,
  type baselineUnits,
  type FigureId,
  figureIds,
  figureKinds,
  limits,
  type SetBaseline,
} from '@fortnight/shared/contract';

export interface ReadBaseline extends SetBaseline {
  readonly line: number;
}
export interface Step {
  readonly id: string;
  readonly name: string;
}
export interface ReadBaselines {
  readonly rows: readonly ReadBaseline[];
  readonly refusals: readonly BaselineRefusal[];
}

type Unit = (typeof baselineUnits)[number];
const perUnit: Readonly<Record<Unit, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  percent: 0.01,
  perHour: 1,
};
const unitsOf: Readonly<Record<'ms' | 'share' | 'perHour', readonly Unit[]>> = {
  ms: ['days', 'hours', 'minutes'],
  share: ['percent'],
  perHour: ['perHour'],
};
const optional: ReadonlySet<string> = new Set(['step', 'cases']);

class Refusal extends Error {
  readonly told: Omit<BaselineRefusal, 'line'>;
  constructor(column: string, code: BaselineRefusal['code'], expected: string, found: string) {
    super(code);
    this.told = { column, code, expected, found };
  }
}

/** What a refusal says. */
export function inWords({ line, column, code, expected, found }: BaselineRefusal): string {
  const at = `Line ${line}${column === '' ? '' : `, ${column}`}:`;
  switch (code) {
    case 'column-missing':
      return `${at} expected a column "${expected}", found ${found === '' ? 'none' : found}.`;
    case 'step-unwanted':
      return `${at} expected none, for the figure is of whole cases, found "${found}".`;
    case 'source-missing':
      return `${at} expected where the figure comes from in ${expected} characters, found ${found}.`;
    case 'twice':
      return `${at} expected each figure once, and each step of it, found what line ${expected} says again.`;
    case 'too-many-lines':
      return `${at} expected at most ${expected} lines below the columns, found ${found}.`;
    default:
      return `${at} expected ${expected}, found "${found}".`;
  }
}

/** Steps may be named by their id or their name. */
export function readBaselines(csv: string, steps: readonly Step[]): ReadBaselines {
  const [head, ...lines] = linesOf(csv);
  const columns = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const missing = baselineColumns.filter((name) => !columns.includes(name) && !optional.has(name));
  const unknown = columns.filter((name) => !(baselineColumns as readonly string[]).includes(name));
  const atHead = (column: string, code: BaselineRefusal['code'], expected: string, found: string) => ({
    line: head?.line ?? 1,
    column,
    code,
    expected,
    found,
  });
  if (missing.length > 0 || unknown.length > 0)
    return {
      rows: [],
      refusals: [
        ...missing.map((name) => atHead(name, 'column-missing', name, columns.join(', '))),
        ...unknown.map((name) => atHead(name, 'column-unknown', baselineColumns.join(', '), name)),
      ],
    };
  if (lines.length > limits.baselineImportLines)
    return { rows: [], refusals: [atHead('', 'too-many-lines', `${limits.baselineImportLines}`, `${lines.length}`)] };
  const rows: ReadBaseline[] = [];
  const refusals: BaselineRefusal[] = [];
  const firstAt = new Map<string, number>();
  for (const { line, cells } of lines) {
    const cell = (name: BaselineColumn): string => cells[columns.indexOf(name)]?.trim() ?? '';
    try {
      const row = rowOf(cell, steps);
      const key = `${row.figure} ${row.elementId ?? ''}`;
      const before = firstAt.get(key);
      if (before !== undefined) throw new Refusal('figure', 'twice', `${before}`, `${line}`);
      firstAt.set(key, line);
      rows.push({ line, ...row });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push({ line, ...error.told });
    }
  }
  return { rows, refusals };
}

function rowOf(cell: (name: BaselineColumn) => string, steps: readonly Step[]): SetBaseline {
  const figure = figureIds.find((id) => id.toLowerCase() === cell('figure').toLowerCase());
  if (!figure) throw new Refusal('figure', 'figure-unknown', figureIds.join(', '), cell('figure'));
  const elementId = stepOf(figure, cell('step'), steps);
  const value = inUnit(figure, cell('value'), cell('unit'));
  const cases = cell('cases');
  if (cases !== '' && !/^[1-9]\d{0,8}$/.test(cases)) throw new Refusal('cases', 'not-a-count', '120', cases);
  const [from, to] = [dateOf('from', cell('from')), dateOf('to', cell('to'))];
  if (to < from) throw new Refusal('to', 'period-reversed', from, to);
  const source = cell('source');
  if (source === '' || source.length > 500) throw new Refusal('source', 'source-missing', '1 … 500', `${source.length}`);
  return {
    figure,
    value,
    from,
    to,
    source,
    ...(elementId !== undefined && { elementId }),
    ...(cases !== '' && { cases: Number(cases) }),
  };
}

function stepOf(figure: FigureId, found: string, steps: readonly Step[]): string | undefined {
  if (!figureKinds[figure].isOfStep) {
    if (found !== '') throw new Refusal('step', 'step-unwanted', '', found);
    return undefined;
  }
  if (found === '') throw new Refusal('step', 'step-wanted', steps.map(({ id }) => id).join(', '), '');
  const step = steps.find(({ id }) => id === found) ?? steps.find(({ name }) => name === found);
  if (!step) throw new Refusal('step', 'step-unknown', steps.map(({ id }) => id).join(', '), found);
  return step.id;
}

function inUnit(figure: FigureId, found: string, writtenIn: string): number {
  if (!/^\d{1,12}(\.\d{1,9})?$/.test(found)) throw new Refusal('value', 'not-a-number', '4.5', found);
  const units = unitsOf[figureKinds[figure].unit];
  const unit = units.find((one) => one.toLowerCase() === writtenIn.toLowerCase() || (one === 'percent' && writtenIn === '%'));
  if (!unit) throw new Refusal('unit', 'unit-unknown', units.join(', '), writtenIn);
  const value = Number((Number(found) * perUnit[unit]).toPrecision(12));
  if (value > (unit === 'percent' ? 1 : 1e15))
    throw new Refusal('value', 'out-of-range', unit === 'percent' ? '0 … 100' : `0 … ${1e15 / perUnit[unit]}`, found);
  return value;
}

function dateOf(column: 'from' | 'to', found: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(found) && !Number.isNaN(Date.parse(found));
  if (!isDate || new Date(found).toISOString().slice(0, 10) !== found)
    throw new Refusal(column, 'not-a-date', '2026-11-24', found);
  return found;
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** By RFC 4180, and with semicolons or tabs as spreadsheets write them; empty lines are none. */
function linesOf(csv: string): readonly Line[] {
  const text = csv.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const lines: Line[] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let [line, begun] = [1, 1];
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endLine = () => {
    endCell();
    if (cells.some((each) => each.trim() !== '')) lines.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') line += 1;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += sign;
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (sign === separator) endCell();
    else if (sign === '\n') endLine();
    else if (sign !== '\r') cell += sign;
  }
  endLine();
  return lines;
}

/** The one that stands most often in the first line. */
function separatorOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }));
  return counted.toSorted((one, other) => other.count - one.count)[0]?.sign ?? ',';
}
