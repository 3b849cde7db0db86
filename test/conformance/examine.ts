import type { Problem } from '@fortnight/shared/base';
import { compile } from '@fortnight/shared/kernel';
import { type Model, readXml, writeXml } from '@fortnight/shared/model';
import { validate } from '@fortnight/shared/validation';
import { canonicalXml } from './canonical-xml.ts';
import { deviations, lossesTold } from './deviations.ts';

/** What became of one model. */
export interface Examined {
  /** What must not be: a loss that nobody is told of, a refusal without an element, an exception. */
  readonly faults: readonly string[];
  readonly isRead: boolean;
  /** Written as it was read, listed deviations aside. */
  readonly isKept: boolean;
  /** Every process that is marked as executable compiles; the only process, where none is. */
  readonly compiles: boolean;
  /** Why not: each kind of reason once. */
  readonly refusals: readonly string[];
}

/** Problems about the document as a whole, or about what has no id. */
const ofNoElement = new Set(['nothing-executable', 'process-not-found', 'id-missing', 'duplicate-id']);

/** Reads a model, writes it, judges and compiles it. Errors: an exception of any of them is a fault. */
export async function examine(xml: string): Promise<Examined> {
  try {
    const { model, problems } = await readXml(xml);
    if (model.document === undefined) {
      const isTold = problems.some(({ severity }) => severity === 'error');
      const faults = isTold ? [] : ['is not read, and no problem says why'];
      return { faults, isRead: false, isKept: false, compiles: false, refusals: problems.map(({ code }) => code) };
    }
    const isKept = keeps(xml, await writeXml(model));
    const isLossTold = problems.some(({ code }) => lossesTold.has(code));
    const refused = refusalsOf(model);
    const faults = [
      ...(isKept || isLossTold ? [] : [`is not written as it was read:\n${difference(xml, await writeXml(model))}`]),
      ...refused
        .filter(({ code, elementId }) => elementId === undefined && !ofNoElement.has(code))
        .map(({ code, message }) => `is refused without an element: ${code}: ${message}`),
    ];
    return { faults, isRead: true, isKept, compiles: refused.length === 0, refusals: [...new Set(refused.map(kindOf))] };
  } catch (error) {
    const fault = `throws ${error instanceof Error ? error.stack : String(error)}`;
    return { faults: [fault], isRead: false, isKept: false, compiles: false, refusals: [] };
  }
}

function refusalsOf(model: Model): readonly Problem[] {
  validate(model);
  const executable = model.processes.filter(({ isExecutable }) => isExecutable);
  const processes = executable.length > 0 ? executable : model.processes.slice(0, 1);
  return processes.flatMap((process) => {
    const compiled = compile(model, { processId: process.id });
    return compiled.ok ? [] : compiled.problems;
  });
}

/** One word for reasons that differ in their element alone. */
function kindOf({ code, params }: Problem): string {
  const what = code === 'element-not-supported' ? `: ${params?.what ?? ''}` : '';
  return `${code}${what.replace(/".*?"/g, '"…"')}`;
}

const keeps = (read: string, written: string): boolean => {
  const { lost, gained } = compare(read, written);
  return lost.length + gained.length === 0 || deviations.some(({ explains }) => explains(lost, gained));
};

function difference(read: string, written: string): string {
  const { lost, gained } = compare(read, written);
  return [...lost.slice(0, 3).map((line) => `- ${line.trim()}`), ...gained.slice(0, 3).map((line) => `+ ${line.trim()}`)].join(
    '\n',
  );
}

function compare(read: string, written: string): { readonly lost: readonly string[]; readonly gained: readonly string[] } {
  const [before, after] = [canonicalXml(read), canonicalXml(written)];
  return { lost: without(before, after), gained: without(after, before) };
}

/** The lines of one document that the other has not, or less often. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
