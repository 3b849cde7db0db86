/**
 * Elements that are others as far as tokens are concerned: a call is work that is completed or throws, a global task the
 * task it is, a transaction a sub-process until it is cancelled.
 */
import type { Program, ProgramElement } from '@fortnight/shared/kernel';

/** The version in the elements that this room knows. */
export const alikeOf = (version: Program): Program => ({ ...version, elements: version.elements.map(alike) });

const votes: ReadonlySet<string> = new Set(['approval', 'checkpoint']);

function alike(element: ProgramElement): ProgramElement {
  const { variant, plan, ...rest } = element;
  const { call, compensation: _, ...kept } = plan;
  // What was completed is only recorded for compensation; what throws it is not compared.
  if (element.kind === 'transaction') return { ...rest, kind: 'subProcess', plan: kept };
  if (element.kind !== 'callActivity') return { ...element, plan: kept };
  if (call) return { ...rest, kind: 'serviceTask', plan: { ...kept, job: { type: 'call', retries: 1, timeoutMs: 1000 } } };
  if (variant !== undefined && votes.has(variant)) return { ...rest, kind: 'userTask', variant, plan: kept };
  return { ...rest, kind: variant ?? 'task', plan: kept };
}
