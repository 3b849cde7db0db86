/**
 * Data on the move: inputs are filled on entry, outputs are handed on at completion (BPMN 2.0.2, 10.4.2).
 *
 * Data has a value when its variable is not null; an association whose source has none copies nothing.
 */
import { isJsonObject, type Json, type JsonObject } from '../../base/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { AssociationPlan, DataPlace, DataPlan, DataSetPlan } from '../plans/data.ts';
import type { ElementPlan, ProgramElement } from '../program.ts';
import { rootScopeId, type Scope, type Token } from '../state.ts';
import type { Run } from './run.ts';

export interface DataFailure {
  readonly ok: false;
  readonly code: 'expression-failed' | 'data-input-missing' | 'data-output-missing';
  readonly message: string;
  /** Setting one of these may help. */
  readonly reads?: readonly string[];
  readonly missing?: readonly string[];
}
export type Filled = { readonly ok: true; readonly locals: JsonObject } | DataFailure;

/** What the outside answers stays with the element, and only its outputs come out. */
const keepsAnswer = ({ outputs, data }: ElementPlan): boolean =>
  outputs !== undefined || (data !== undefined && data.leaving.length > 0);

/** The element's own scope, where what the outside answers stays there. */
export const answerScope = (run: Run, token: Token, { plan }: ProgramElement): Scope | undefined =>
  keepsAnswer(plan) ? run.ownScope(token.id) : undefined;

/** What the outside answered and stays with the element: `result`, and its members by name. */
export function answerOf(run: Run, token: Token): JsonObject {
  const result = run.ownScope(token.id)?.variables.result;
  return isJsonObject(result) ? { ...result, result } : {};
}

/** What comes with an event that starts a case is the case's already; for the element's outputs it is its answer too. */
export const answerFor = (plan: ElementPlan, variables: JsonObject | undefined): { readonly variables?: JsonObject } =>
  variables && keepsAnswer(plan) ? { variables: { result: variables } } : {};

/** What an element's scope starts with; fails where none of its input sets has all that it requires. */
export function fillInputs(run: Run, scopeId: string, element: ProgramElement, start: JsonObject): Filled {
  const { data } = element.plan;
  if (!data) return { ok: true, locals: start };
  const locals: Record<string, Json> = { ...start };
  for (const name of data.locals) locals[name] = null;
  for (const association of data.entering) {
    const { variable } = association.target;
    locals[variable] ??= null;
    const read = (place: DataPlace): Json =>
      (place.holder === element.index ? locals[place.variable] : valueAt(run, scopeId, place)) ?? null;
    const copied = copy(association, locals[variable] ?? null, read, (of, extra) =>
      run.evaluate(of, scopeId, { ...locals, ...extra }),
    );
    if (!copied.ok) return failed(`The data input ${variable} of ${element.name ?? element.id} failed: ${copied.message}`);
    locals[variable] = copied.value;
  }
  const get = (name: string): Json => (Object.hasOwn(locals, name) ? locals[name] : run.variable(name, scopeId)) ?? null;
  const { chosen, missing } = choose(data.inputSets, get);
  if (missing.length > 0) return { ok: false, code: 'data-input-missing', ...waiting(element, missing, data) };
  if (chosen)
    for (const name of data.inputs) if (!counts(name, chosen, data.inputSets) && Object.hasOwn(locals, name)) locals[name] = null;
  return { ok: true, locals };
}

function waiting(element: ProgramElement, missing: readonly string[], { entering }: DataPlan) {
  const sources = entering
    .filter(({ target }) => missing.includes(target.variable))
    .flatMap((association) => association.sources);
  return {
    message: `${element.name ?? element.id} waits for ${missing.join(', ')}; it begins once there is a value.`,
    reads: [...new Set([...sources.map(({ variable }) => variable), ...missing])],
    missing,
  };
}

/** Hands the outputs of the first set that is complete to where the associations lead; undefined where all went well. */
export function handOutputs(run: Run, token: Token, element: ProgramElement, answer: JsonObject): DataFailure | undefined {
  const { data, call } = element.plan;
  if (!data) return undefined;
  const own = run.ownScope(token.id)?.variables ?? {};
  const get = (name: string): Json => outputNamed(name, call ? [] : data.outputs, answer, own);
  const { chosen, missing } = choose(data.outputSets, get);
  if (missing.length > 0) {
    const message = `${element.name ?? element.id} gives no ${missing.join(', ')}; it is done once there is a value.`;
    return { ok: false, code: 'data-output-missing', message, missing };
  }
  const scopeId = run.scopeIdOf(token);
  for (const association of data.leaving) {
    const { sources, target } = association;
    const read = ({ variable, holder }: DataPlace): Json =>
      holder === element.index ? get(variable) : valueAt(run, scopeId, { variable, holder });
    const isLeftOut = ({ variable, holder }: DataPlace): boolean =>
      holder === element.index &&
      chosen !== undefined &&
      data.outputs.includes(variable) &&
      !counts(variable, chosen, data.outputSets);
    if (sources.some((source) => isLeftOut(source) || read(source) === null)) continue;
    const copied = copy(association, read(target), read, (of, extra) => run.evaluate(of, scopeId, { ...answer, ...extra }));
    if (!copied.ok)
      return failed(`The data output to ${target.variable} of ${element.name ?? element.id} failed: ${copied.message}`);
    const holder = scopeAt(run, scopeId, target.holder);
    run.emit({ type: 'variablesSet', scopeId: holder, variables: { [target.variable]: copied.value }, elementId: element.id });
  }
  return undefined;
}

const failed = (message: string): DataFailure => ({ ok: false, code: 'expression-failed', message });

/** A message's or answer's one output is all of its content, unless that has a member of its name; a called case's are named. */
function outputNamed(name: string, whole: readonly string[], answer: JsonObject, own: JsonObject): Json {
  if (Object.hasOwn(answer, name)) return answer[name] ?? null;
  const value = own[name] ?? null;
  if (value !== null || whole.length !== 1 || whole[0] !== name) return value;
  const { result = null } = answer;
  return isJsonObject(result) && Object.keys(result).length === 0 ? null : result;
}

/** What a message takes along: the members of its one data input, or several by their names; and the input mappings. */
export function contentOf(run: Run, token: Token, { plan: { data } }: ProgramElement): JsonObject {
  const own = run.ownScope(token.id)?.variables ?? {};
  if (!data) return own;
  const { inputs, locals } = data;
  const given = inputs.map(
    (name) => [name, (Object.hasOwn(own, name) ? own[name] : run.variable(name, token.scopeId)) ?? null] as const,
  );
  const [[, only] = ['', null]] = given;
  const content =
    given.length === 1 && isJsonObject(only) ? only : Object.fromEntries(given.filter(([, value]) => value !== null));
  const mapped = Object.entries(own).filter(([name]) => !inputs.includes(name) && !locals.includes(name));
  return { ...content, ...Object.fromEntries(mapped) };
}

/** The first set that has all that it requires; else what the first one lacks. */
function choose(sets: readonly DataSetPlan[], get: (name: string) => Json) {
  const lacking = (set: DataSetPlan): string[] => set.required.filter((name) => get(name) === null);
  const chosen = sets.find((set) => lacking(set).length === 0);
  const [first] = sets;
  return { chosen, missing: chosen || !first ? [] : lacking(first) };
}

/** What stands in no set counts always. */
const counts = (name: string, chosen: DataSetPlan, sets: readonly DataSetPlan[]): boolean =>
  chosen.names.includes(name) || !sets.some(({ names }) => names.includes(name));

type Copied = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** What the target holds afterwards: the transformation's value replaces it, then each assignment sets it or a member. */
function copy(
  { sources, transformation, assignments }: AssociationPlan,
  before: Json,
  read: (place: DataPlace) => Json,
  evaluate: (of: Expression, extra: JsonObject) => Copied,
): Copied {
  const values = sources.map(read);
  if (values.includes(null)) return { ok: true, value: before };
  const extra = Object.fromEntries(sources.map(({ variable }, index) => [variable, values[index] ?? null]));
  let value = before;
  if (transformation) {
    const answer = evaluate(transformation, extra);
    if (!answer.ok) return answer;
    value = answer.value;
  } else if (assignments.length === 0) value = values[0] ?? null;
  for (const { from, path } of assignments) {
    const answer = evaluate(from, extra);
    if (!answer.ok) return answer;
    value = withMember(value, path, answer.value);
  }
  return { ok: true, value };
}

function withMember(value: Json, [member, ...rest]: readonly string[], to: Json): Json {
  if (member === undefined) return to;
  const context = isJsonObject(value) ? value : {};
  return { ...context, [member]: withMember(context[member] ?? null, rest, to) };
}

/** The scope of the element around that holds the data. */
function scopeAt(run: Run, scopeId: string, holder: number): string {
  if (holder === -1) return rootScopeId;
  for (let scope = run.scope(scopeId); scope; scope = run.scope(scope.parentId))
    if (run.token(scope.tokenId)?.element === holder) return scope.id;
  return rootScopeId;
}

function valueAt(run: Run, scopeId: string, { variable, holder }: DataPlace): Json {
  const at = scopeAt(run, scopeId, holder);
  const variables = at === rootScopeId ? run.draft.variables : run.scope(at)?.variables;
  return (variables && Object.hasOwn(variables, variable) ? variables[variable] : null) ?? null;
}
