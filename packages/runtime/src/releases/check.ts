/** Reads a model and says everything that is wrong with it; what compiles is handed on. Runs in the documents' thread. */
import type { Problem } from '@fortnight/shared/base';
import { type Form, type Outline, type Play, toSavedPlay, type WireProblem } from '@fortnight/shared/contract';
import { compile, type Program } from '@fortnight/shared/kernel';
import {
  type FlowNode,
  type LabelSpec,
  type PrescanLimits,
  type ProcessNode,
  type ProcessSpec,
  readXml,
} from '@fortnight/shared/model';
import { type PlayPatience, type PlayVerdict, replayPlay } from '@fortnight/shared/simulation';
import { saidOnce, validate } from '@fortnight/shared/validation';
import { outlineOf } from './outline.ts';

/** What is kept of a process that was read; plain data, since it leaves the thread. */
export interface CheckedProcess {
  readonly id: string;
  readonly name: string | undefined;
  readonly settings: ProcessSpec;
  /** The process's own name in further languages. */
  readonly labels: readonly LabelSpec[];
  readonly outline: Outline;
  /** The forms that it asks for. */
  readonly formIds: readonly string[];
  /** Its calls of the version that is published with it: `binding="deployment"`. */
  readonly keptCalls: readonly KeptCall[];
  /** The program as JSON; absent when it does not compile. */
  readonly program: string | undefined;
}
export interface KeptCall {
  readonly elementId: string;
  readonly name: string;
  readonly processId: string;
}
/** One that compiled. */
export type RunnableProcess = CheckedProcess & { readonly program: string };
export const isRunnable = (process: CheckedProcess): process is RunnableProcess => process.program !== undefined;

export interface Checked {
  /** The executable processes; where none is, the first of the document. */
  readonly processes: readonly CheckedProcess[];
  readonly problems: WireProblem[];
  /** The tests that were asked for and do not pass. */
  readonly failedPlays: readonly FailedPlay[];
}
export interface FailedPlay {
  readonly play: Play;
  readonly verdict: Exclude<PlayVerdict, { verdict: 'passes' }>;
}
export interface CheckLimits {
  readonly reading: PrescanLimits;
  /** How many executable processes a document may hold. */
  readonly processes: number;
  /** How many problems are told. */
  readonly problems: number;
  /** How long all tests of a document may take, ms; those that come later, and the one in hand, do not pass. */
  readonly playsMs: number;
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
  /** Tests that are played on its processes, as far as these compile. */
  readonly plays?: readonly Play[] | undefined;
}

/** Errors: never throws on a bad document; a document that was refused has no processes. */
export async function checkModel(
  bpmn: string,
  { forms, processIds, plays = [] }: CheckOptions,
  limits: CheckLimits,
): Promise<Checked> {
  const { model, problems: reading } = await readXml(bpmn, limits.reading);
  const [first] = model.processes;
  if (!first) {
    const problems = reading.some(({ severity }) => severity === 'error') ? reading : [...reading, ...validate(model)];
    return { processes: [], problems: atMost(problems.map(toWire), limits.problems), failedPlays: [] };
  }
  const executable = model.processes.filter(({ isExecutable }) => isExecutable);
  if (executable.length > limits.processes)
    return { processes: [], problems: [tooManyProcesses(executable.length, limits.processes)], failedPlays: [] };
  const findings = validate(model, {
    ...(forms && { forms: Object.fromEntries(forms.map((form) => [form.id, form])) }),
    ...(processIds && { processIds: new Set(processIds) }),
  });
  const compiled = executable.map((node) => ({ node, result: compile(model, { processId: node.id }) }));
  const compiling = compiled.flatMap(({ result }) => (result.ok ? [] : result.problems));
  const playedUntil = performance.now() + limits.playsMs;
  const patience: PlayPatience = { isUsedUp: () => performance.now() > playedUntil };
  const processes = compiled.map(({ node, result }) => toChecked(node, result.ok ? result.value : undefined));
  return {
    processes: processes.length > 0 ? processes : [toChecked(first, undefined)],
    problems: atMost(distinct([...reading, ...saidOnce(findings, compiling)].map(toWire)), limits.problems),
    failedPlays: plays.flatMap((play) => {
      const found = compiled.find(({ node }) => node.id === play.processId);
      return found && !found.result.ok ? [] : failed(play, found?.result.ok ? found.result.value : undefined, patience);
    }),
  };
}

/** A test of a process that is not in the document is out of date. */
function failed(play: Play, program: Program | undefined, patience: PlayPatience): readonly FailedPlay[] {
  const verdict: PlayVerdict = program
    ? replayPlay(program, toSavedPlay(play), patience)
    : { verdict: 'out-of-date', elementId: play.processId };
  return verdict.verdict === 'passes' ? [] : [{ play, verdict }];
}

/** Errors: throws when the model that was published is not readable any more. */
export async function readProcess(bpmn: string, processId: string): Promise<ProcessNode> {
  const { model, problems } = await readXml(bpmn);
  const process = model.processes.find(({ id }) => id === processId);
  if (!process) throw new Error(`${processId}: ${problems[0]?.message ?? 'the process is not in its model'}`);
  return process;
}

const toChecked = (node: ProcessNode, program: Program | undefined): CheckedProcess => ({
  id: node.id,
  name: node.name,
  settings: node.extension.process,
  labels: node.extension.labels.filter((label) => label.for === undefined),
  outline: outlineOf(node),
  formIds: [...new Set([...formsOf(node.nodes), node.extension.process.startForm])].filter((id) => id !== undefined),
  keptCalls: (program?.elements ?? []).flatMap(({ id, name, plan: { call } }) =>
    call?.binding === 'deployment' && typeof call.process === 'string'
      ? [{ elementId: id, name: name ?? id, processId: call.process }]
      : [],
  ),
  program: program && JSON.stringify(program),
});

const formsOf = (nodes: readonly FlowNode[] = []): (string | undefined)[] =>
  nodes.flatMap((node) => [node.extension.form?.ref, ...formsOf(node.nodes)]);

const tooManyProcesses = (found: number, limit: number): WireProblem => ({
  code: 'too-many-processes',
  severity: 'error',
  message: `The document holds ${found} executable processes; at most ${limit} are allowed.`,
  hint: 'Split it, or mark those as not executable that are only drawn.',
  params: { found, limit },
});

/** Two rules may say the same thing of the same place. */
function distinct(problems: readonly WireProblem[]): WireProblem[] {
  const keyOf = ({ code, elementId, field, message }: WireProblem) => [code, elementId, field, message].join('\n');
  return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}

/** The errors first where not all of them are told, for these stop a publication. */
function atMost(problems: WireProblem[], limit: number): WireProblem[] {
  if (problems.length <= limit) return problems;
  const told = problems.toSorted((one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'));
  const left = problems.length - limit + 1;
  const more: WireProblem = {
    code: 'more-problems',
    severity: told[limit - 1]?.severity === 'error' ? 'error' : 'warning',
    message: `There are ${left} more problems, which are not listed.`,
    hint: 'Mend those that are listed; the others are told then.',
    params: { count: left },
  };
  return [...told.slice(0, limit - 1), more];
}

export const hasErrors = (problems: readonly WireProblem[]): boolean => problems.some(({ severity }) => severity === 'error');
export const count = (problems: readonly WireProblem[], severity: WireProblem['severity']): number =>
  problems.filter((problem) => problem.severity === severity).length;
