/** What the other program must know of a case, told in its own ids: the `migrated` event. */
import type { MigrateInput } from '../input.ts';
import type { NewEventOf, Run } from '../parts/run.ts';
import type { Crossing } from './crossing.ts';
import type { Handover } from './leaving.ts';

export function carriedOf(run: Run, crossing: Crossing, handover: Handover, input: MigrateInput): NewEventOf<'migrated'> {
  const { by, reason, override, past } = input;
  const { tokens, timers, subscriptions, conditions = [], jobs, calls = [], incidents, completions = [], scopes } = run.draft;
  const idOf = (element: number): string => crossing.after(crossing.numberOf(element) ?? -1).id;
  const flowId = (flow: number): string | undefined => {
    const number = crossing.flowOf(flow);
    return number === undefined ? undefined : crossing.to.flows[number]?.id;
  };
  const held = [tokens, timers, subscriptions, conditions, jobs, calls, incidents, completions].flat();
  const places = Object.fromEntries(held.map(({ id, element }) => [id, idOf(element)]));
  const vias = Object.fromEntries(
    tokens.flatMap(({ id, via }) => {
      const flow = via === undefined || via < 0 ? undefined : flowId(via);
      return flow === undefined ? [] : [[id, flow] as const];
    }),
  );
  const returns = tokens.flatMap(({ id, returnTo }) => (returnTo === undefined ? [] : [[id, idOf(returnTo)] as const]));
  const begun = scopes.flatMap(({ id, begun: numbers }) => {
    const known = numbers?.flatMap((element) => (crossing.numberOf(element) === undefined ? [] : [idOf(element)]));
    return known ? [[id, known] as const] : [];
  });
  const activations = run.draft.activations?.map(({ scopeId, element, flows }) => ({
    scopeId,
    elementId: idOf(element),
    flows: flows.flatMap((flow) => flowId(flow) ?? []),
  }));
  const undated = run.draft.tasks.filter(({ tokenId, dueAt }) => dueAt !== undefined && isUndated(crossing, handover, tokenId));
  return {
    type: 'migrated',
    by,
    reason,
    ...(override === undefined ? {} : { override }),
    fromHash: crossing.from.hash,
    programHash: crossing.to.hash,
    places,
    vias,
    ...(returns.length > 0 ? { returns: Object.fromEntries(returns) } : {}),
    ...(begun.length > 0 ? { begun: Object.fromEntries(begun) } : {}),
    ...(activations ? { activations } : {}),
    renamed: crossing.renamed(),
    undated: undated.map(({ id }) => id),
    ...(past ? { remembers: rememberedOf(crossing, past) } : {}),
  };
}

/** Its limit is counted anew, or there is none any more. */
function isUndated(crossing: Crossing, { datesAgain, was }: Handover, tokenId: string): boolean {
  const element = was.get(tokenId)?.element;
  const number = element && crossing.numberOf(element.index);
  if (!element?.plan.timing || number === undefined) return false;
  return datesAgain.has(tokenId) || !crossing.after(number).plan.timing;
}

/** The past by the ids of the other program; it comes by those of the one before. */
function rememberedOf(crossing: Crossing, { completed, doers, lastDone }: NonNullable<MigrateInput['past']>) {
  const renamed = crossing.renamed();
  const now = (id: string): string | null => (Object.hasOwn(renamed, id) ? (renamed[id] ?? null) : id);
  const did: Record<string, readonly string[]> = {};
  for (const [id, persons] of Object.entries(doers)) {
    const to = now(id);
    if (to !== null) did[to] = [...new Set([...(did[to] ?? []), ...persons])];
  }
  const last = Object.entries(lastDone).flatMap(([user, id]) => {
    const to = now(id);
    return to === null ? [] : [[user, to] as const];
  });
  return {
    completed: [...new Set(completed.flatMap((id) => now(id) ?? []))],
    doers: did,
    lastDone: Object.fromEntries(last),
  };
}
