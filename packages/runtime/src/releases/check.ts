/** Reads a model and says everything that is wrong with it; what compiles is handed on. */
import type { Problem } from '@fortnight/shared/base';
import { type Form, limits, type WireProblem } from '@fortnight/shared/contract';
import { compile, type Program } from '@fortnight/shared/kernel';
import { type ProcessNode, readXml } from '@fortnight/shared/model';
import { saidOnce, validate } from '@fortnight/shared/validation';

export interface CheckedProcess {
  readonly node: ProcessNode;
  /** Absent when it does not compile. */
  readonly program: Program | undefined;
}
export interface Checked {
  /** The executable processes; where none is, the first of the document. */
  readonly processes: readonly CheckedProcess[];
  readonly problems: WireProblem[];
}

const toWire = ({ code, severity, elementId, field, message, hint, params }: Problem): WireProblem => ({
  code,
  severity,
  ...(elementId !== undefined && { elementId }),
  ...(field !== undefined && { field }),
  message,
  ...(hint !== undefined && { hint }),
  ...(params && { params: { ...params } }),
});

/** What a document is held against. */
export interface CheckOptions {
  /** Without them nothing is said about forms. */
  readonly forms?: readonly Form[] | undefined;
  /** The processes that may be called; without them nothing is said about calls. */
  readonly processIds?: readonly string[] | undefined;
}

/** Errors: never throws on a bad document; a document that was refused has no processes. */
export async function checkHere(bpmn: string, { forms, processIds }: CheckOptions): Promise<Checked> {
  const { model, problems: reading } = await readXml(bpmn, {
    characters: limits.modelBytes,
    elements: limits.modelElements,
    depth: limits.modelDepth,
    attributesPerElement: limits.modelAttributes,
  });
  const [first] = model.processes;
  if (!first) {
    const problems = reading.some(({ severity }) => severity === 'error') ? reading : [...reading, ...validate(model)];
    return { processes: [], problems: problems.map(toWire) };
  }
  const executable = model.processes.filter(({ isExecutable }) => isExecutable);
  const findings = validate(model, {
    ...(forms && { forms: Object.fromEntries(forms.map((form) => [form.id, form])) }),
    ...(processIds && { processIds: new Set(processIds) }),
  });
  const compiled = executable.map((node) => ({ node, result: compile(model, { processId: node.id }) }));
  const compiling = compiled.flatMap(({ result }) => (result.ok ? [] : result.problems));
  const processes = compiled.map(({ node, result }) => ({ node, program: result.ok ? result.value : undefined }));
  return {
    processes: processes.length > 0 ? processes : [{ node: first, program: undefined }],
    problems: distinct([...reading, ...saidOnce(findings, compiling)].map(toWire)),
  };
}

/** Two rules may say the same thing of the same place. */
function distinct(problems: readonly WireProblem[]): WireProblem[] {
  const keyOf = ({ code, elementId, field, message }: WireProblem) => [code, elementId, field, message].join('\n');
  return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}

export const hasErrors = (problems: readonly WireProblem[]): boolean => problems.some(({ severity }) => severity === 'error');
export const count = (problems: readonly WireProblem[], severity: WireProblem['severity']): number =>
  problems.filter((problem) => problem.severity === severity).length;
