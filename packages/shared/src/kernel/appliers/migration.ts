/** Remembers what was moved by hand: the same case in another program's numbers. */
import type { Remembered } from '../events/migration.ts';
import type { Program } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import { elementIndex, flowIndex, hasElement } from '../queries/tables.ts';
import type { OpenTask, Token } from '../state.ts';
import { type Appliers, append, type Draft, type EventOf, replace } from './applier.ts';
import { owe } from './checkpoints.ts';
import { askedOf } from './history.ts';
import { closeScopes } from './scopes.ts';

type Migrated = EventOf<'migrated'>;

/** The numbers of what the case holds. */
function renumber(draft: Draft, { places, vias, returns = {}, begun = {}, activations }: Migrated, program: Program): void {
  const placed = <T extends { readonly id: string; readonly element: number }>(list: readonly T[]): readonly T[] =>
    list.map((item) => ({ ...item, element: elementIndex(program, places[item.id] ?? '') }));
  const moved = (token: Token): Token => {
    const { returnTo: _, ...rest } = token;
    const [flow, back] = [vias[token.id], returns[token.id]];
    return {
      ...rest,
      ...(token.via === undefined ? {} : { via: flow === undefined ? -1 : flowIndex(program, flow) }),
      ...(back === undefined ? {} : { returnTo: elementIndex(program, back) }),
    };
  };
  draft.tokens = placed(draft.tokens.map(moved));
  draft.timers = placed(draft.timers);
  draft.subscriptions = placed(draft.subscriptions);
  draft.jobs = placed(draft.jobs);
  draft.incidents = placed(draft.incidents);
  if (draft.calls) draft.calls = placed(draft.calls);
  if (draft.conditions) draft.conditions = placed(draft.conditions);
  if (draft.completions) draft.completions = placed(draft.completions);
  if (draft.scopes.some(({ begun }) => begun))
    draft.scopes = draft.scopes.map((scope) =>
      scope.begun ? { ...scope, begun: (begun[scope.id] ?? []).map((id) => elementIndex(program, id)) } : scope,
    );
  if (draft.activations)
    draft.activations = (activations ?? []).map(({ scopeId, elementId, flows }) => ({
      scopeId,
      element: elementIndex(program, elementId),
      flows: flows.map((id) => flowIndex(program, id)),
    }));
}

/** What is remembered of the past by the ids of elements. */
function rename(draft: Draft, { renamed, remembers }: Migrated, program: Program): void {
  const now = (id: string): string | undefined => {
    const to = Object.hasOwn(renamed, id) ? renamed[id] : id;
    return typeof to === 'string' && hasElement(program, to) ? to : undefined;
  };
  const all = (ids: readonly string[]): readonly string[] => [...new Set(ids.flatMap((id) => now(id) ?? []))];
  const known = [...new Set([...(draft.passed ?? []), ...(draft.passedBefore ?? [])])];
  const isHere = (id: string): boolean =>
    hasElement(program, id) && program.elements[elementIndex(program, id)]?.plan.checkpoint !== undefined;
  const [passed, gone] = [known.filter(isHere), known.filter((id) => !isHere(id))];
  if (passed.length > 0) draft.passed = passed;
  else delete draft.passed;
  if (gone.length > 0) draft.passedBefore = gone;
  else delete draft.passedBefore;
  if (draft.stages) {
    const { visits, left } = draft.stages;
    const counted: Record<string, number> = {};
    for (const [id, count] of Object.entries(visits)) {
      const to = now(id);
      if (to !== undefined) counted[to] = Math.max(counted[to] ?? 0, count);
    }
    const last = left === undefined ? undefined : now(left);
    draft.stages = { visits: counted, ...(last === undefined ? {} : { left: last }) };
  }
  remember(draft, remembers ?? keptOf(draft, now, all), program);
}

function keptOf(
  { completed = [], doers = {}, lastDone = {} }: Draft,
  now: (id: string) => string | undefined,
  all: (ids: readonly string[]) => readonly string[],
): Remembered {
  const did: Record<string, readonly string[]> = {};
  for (const [id, persons] of Object.entries(doers)) {
    const to = now(id);
    if (to !== undefined) did[to] = [...new Set([...(did[to] ?? []), ...persons])];
  }
  const last = Object.entries(lastDone).flatMap(([user, id]) => {
    const to = now(id);
    return to === undefined ? [] : [[user, to] as const];
  });
  return { completed: all(completed), doers: did, lastDone: Object.fromEntries(last) };
}

/** Keeps what the program asks for, and nothing else: as if it had been there from the start. */
function remember(draft: Draft, { completed, doers, lastDone }: Remembered, program: Program): void {
  const asked = askedOf(program);
  const reached = completed.filter((id) => asked.targets.has(id));
  const did = Object.entries(doers).filter(([id]) => asked.doers.has(id));
  const last = asked.hasApprovals ? Object.entries(lastDone) : [];
  if (reached.length > 0) draft.completed = reached;
  else delete draft.completed;
  if (did.length > 0) draft.doers = Object.fromEntries(did);
  else delete draft.doers;
  if (last.length > 0) draft.lastDone = Object.fromEntries(last);
  else delete draft.lastDone;
}

export const migrationAppliers: Appliers = {
  modified(draft, { owed }) {
    owe(draft, owed);
  },
  migrated(draft, event, program) {
    draft.programHash = program.hash;
    renumber(draft, event, program);
    rename(draft, event, program);
    for (const id of event.undated) undate(draft, id);
  },
  scopeOpened(draft, { tokenId, scopeId: id, variables }) {
    const token = firstHaving(draft.tokens, 'id', tokenId);
    if (token) append(draft, 'scopes', { id, parentId: token.scopeId, tokenId, variables });
  },
  scopeClosed(draft, { tokenId }) {
    closeScopes(draft, tokenId);
  },
};

function undate(draft: Draft, id: string): void {
  const tokenId = firstHaving(draft.tasks, 'id', id)?.tokenId;
  const bare = ({ dueAt: _, ...task }: OpenTask): OpenTask => task;
  replace(draft, 'tasks', { key: 'id', value: id }, bare);
  if (tokenId !== undefined) replace(draft, 'approvals', { key: 'token', value: tokenId }, ({ dueAt: _, ...open }) => open);
}
