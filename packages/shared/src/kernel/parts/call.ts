/** Calls of processes: which one, on what values, and what comes back (BPMN 2.0.2, 10.3.6 and 13.3.4). */

import type { Json, JsonObject } from '../../base/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { CallSpec, FlowNode } from '../../model/index.ts';
import type { CallPlan, ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import { about } from './about.ts';
import type { Compiling } from './compiling.ts';
import { compute, isText } from './computed.ts';
import { answerScope } from './data.ts';
import { leave } from './leave.ts';
import { noName } from './rejection.ts';
import type { Run } from './run.ts';

export function compileCall(node: FlowNode, compiling: Compiling): CallPlan | undefined {
  const { call: spec = {} } = node.extension;
  const process = compileCalled(node, compiling);
  const bound = compileBinding(node, spec, typeof process === 'object', compiling);
  const businessKey =
    spec.businessKey === undefined ? undefined : compileText(spec.businessKey, node, 'call.businessKey', compiling);
  const passes = compileValues(spec, 'passes', node, compiling);
  const returns = compileValues(spec, 'returns', node, compiling);
  if (process === undefined || bound === undefined) return undefined;
  return { process, ...bound, ...(businessKey ? { businessKey } : {}), ...passes, ...returns };
}

function compileCalled(node: FlowNode, compiling: Compiling): string | Expression | undefined {
  const written = node.calledElement?.trim() ?? '';
  if (written === '') {
    const message = `${node.name ?? node.kind} (${node.id}) names nothing that it calls; expected the id of a process.`;
    compiling.problem({ code: 'called-element-missing', severity: 'error', elementId: node.id, field: 'calledElement', message });
    return undefined;
  }
  if (written.startsWith('=') || /[$#]\{/.test(written)) return compileText(written, node, 'calledElement', compiling);
  return written;
}

function compileText(text: string, node: FlowNode, field: string, compiling: Compiling): Expression | undefined {
  if (!/[$#]\{/.test(text)) return compiling.expression(text, node.id, field);
  compiling.refuse(node, `the expression ${text}, which is not FEEL`, field);
  return undefined;
}

function compileBinding(
  node: FlowNode,
  { binding = 'latest' }: CallSpec,
  isComputed: boolean,
  compiling: Compiling,
): Pick<CallPlan, 'binding' | 'versionTag'> | undefined {
  const problem = (code: string, message: string): undefined => {
    compiling.problem({ code, severity: 'error', elementId: node.id, field: 'call.binding', message });
  };
  const name = `${node.name ?? node.kind} (${node.id})`;
  if (binding === 'latest') return { binding };
  if (binding === 'deployment') {
    if (!isComputed) return { binding };
    return problem(
      'called-element-computed',
      `${name} computes what it calls, so that no version of it can be kept with this one; take latest, or name the process.`,
    );
  }
  const versionTag = /^tag:\s*(\S.*)$/.exec(binding)?.[1]?.trim();
  if (versionTag !== undefined) return { binding: 'tag', versionTag };
  return problem(
    'call-binding-unknown',
    `The binding of ${name} is "${binding}"; expected latest, deployment, or tag: with a version's tag behind.`,
  );
}

function compileValues(
  spec: CallSpec,
  field: 'passes' | 'returns',
  node: FlowNode,
  compiling: Compiling,
): Pick<CallPlan, 'passes' | 'returns'> {
  const written = spec[field];
  if (written === undefined) return {};
  if (written === 'all' || written === 'mapped') return { [field]: written };
  const message = `What ${node.name ?? node.id} (${node.id}) ${field} is "${written}"; expected all or mapped.`;
  compiling.problem({ code: 'call-values-unknown', severity: 'error', elementId: node.id, field: `call.${field}`, message });
  return {};
}

/** Calls the element's process; an incident where it can't be told which. */
export function callProcess(run: Run, token: Token, element: ProgramElement): void {
  const { call } = element.plan;
  if (!call) return;
  const { process } = call;
  const calledElement =
    typeof process === 'string'
      ? process
      : compute(run, token, process, {
          what: `What is called, "${process.text}",`,
          expected: 'the id of a process',
          fits: isText,
        });
  const businessKey = readKey(run, token, call);
  if (calledElement === undefined || businessKey === undefined) return;
  const { binding, versionTag } = call;
  run.emit({
    type: 'processCalled',
    ...about(element),
    callId: `p${run.nextSeq}`,
    tokenId: token.id,
    calledElement,
    binding,
    ...(versionTag === undefined ? {} : { versionTag }),
    businessKey,
  });
}

/** The case's own key unless the call has one of its own. */
function readKey(run: Run, token: Token, { businessKey }: CallPlan): string | null | undefined {
  if (!businessKey) return run.draft.businessKey ?? null;
  const answer = run.evaluate(businessKey, run.scopeIdOf(token));
  if (answer.ok && typeof answer.value === 'number') return String(answer.value);
  if (answer.ok && (typeof answer.value === 'string' || answer.value === null)) return answer.value || null;
  const why = answer.ok ? `is ${JSON.stringify(answer.value)}; expected a text or a number` : answer.message;
  run.raise(token, 'expression-failed', `The business key of the called case, "${businessKey.text}", ${why}.`, 'work');
  return undefined;
}

/** What the called case starts with, and which of it the model passes by name: input mappings, and data inputs. */
export function valuesFor(run: Run, token: Token): { readonly variables: JsonObject; readonly mapped: readonly string[] } {
  const { call, inputs = [], data } = run.element(token.element).plan;
  const visible = run.variables(run.scopeIdOf(token));
  const mapped = [...new Set([...(data?.inputs ?? []), ...inputs.map(({ name }) => name)])];
  const isAll = (call?.passes ?? (mapped.length > 0 ? 'mapped' : 'all')) === 'all';
  const isPassed = (name: string): boolean => mapped.includes(name) || (isAll && !data?.locals.includes(name));
  return { variables: pick(visible, isPassed), mapped };
}

/** The called case is completed: takes in what it answered, then leaves. `kept`: what does not come back unless mapped. */
export function takeResult(run: Run, token: Token, variables: JsonObject, kept: readonly string[]): void {
  const element = run.element(token.element);
  const { id: elementId, plan } = element;
  const own = answerScope(run, token, element);
  if (own) run.emit({ type: 'variablesSet', scopeId: own.id, variables: { result: variables }, elementId });
  if ((plan.call?.returns ?? (own ? 'mapped' : 'all')) === 'all') {
    const stays = new Set([...kept, ...run.program.reserved, noName]);
    run.setVariables(
      run.scopeIdOf(token),
      pick(variables, (name) => !stays.has(name)),
      { elementId },
    );
  }
  leave(run, token);
}

function pick(variables: JsonObject, isTaken: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(variables).filter(([name]): boolean => isTaken(name))) as Record<string, Json>;
}
