/** Who decides an approval: its entries for this visit, resolved, without those whose duties are separate. */
import type { ApprovalEntry } from '../../event.ts';
import type { PeopleAnswer } from '../../input.ts';
import { notesOf, together, unique, withGroups } from '../../parts/people.ts';
import type { Run } from '../../parts/run.ts';
import { namesOf } from '../../parts/who.ts';
import type { ApprovalPlan, ProgramElement } from '../../program.ts';
import { doersOf } from '../../queries/persons.ts';
import type { Token } from '../../state.ts';

/** Whom the host is asked for, before anybody is found. */
export interface Naming {
  readonly entries: readonly { readonly index: number; readonly name?: string; readonly names: readonly string[] }[];
  readonly copies: readonly string[];
  /** Who is asked where nobody is found. */
  readonly assign: readonly string[];
}

/** The entries that apply, with their variables put in; none where the approval decides itself; nothing, with an incident, where a condition fails. */
export function nameApprovers(
  run: Run,
  token: Token,
  element: ProgramElement,
  plan: ApprovalPlan,
  isDecided: boolean,
): Naming | undefined {
  const scopeId = run.scopeIdOf(token);
  const copies = plan.copies.flatMap((who) => namesOf(run, scopeId, who));
  if (isDecided) return { entries: [], copies, assign: [] };
  const entries: { index: number; name?: string; names: readonly string[] }[] = [];
  for (const [index, { who, name, when }] of plan.approvers.entries()) {
    const answer = when && run.evaluate(when, scopeId);
    if (answer && !answer.ok) {
      const message = `The condition of approver ${index + 1} of ${element.name ?? element.id} failed: ${answer.message}`;
      run.raise(token, 'expression-failed', message, 'work');
      return undefined;
    }
    if (answer && answer.value !== true) continue;
    entries.push({ index, ...(name === undefined ? {} : { name }), names: namesOf(run, scopeId, who) });
  }
  return { entries, copies, assign: plan.nobody.to.flatMap((who) => namesOf(run, scopeId, who)) };
}

export const allNames = ({ entries, copies, assign }: Naming): readonly string[] => [
  ...entries.flatMap(({ names }) => names),
  ...copies,
  ...assign,
];

export interface Found {
  readonly entries: readonly ApprovalEntry[];
  readonly needed: number;
  readonly copies: { readonly users: readonly string[]; readonly groups: readonly string[] };
  /** Why fewer can vote than are needed; absent when enough can. */
  readonly short?: string;
}

/** Turns answers into entries, one vote each: `when`, `samePerson`, `separateFrom` and the `nobody` rule applied. */
export function findApprovers(
  run: Run,
  element: ProgramElement,
  plan: ApprovalPlan,
  naming: Naming,
  answers: readonly PeopleAnswer[],
  quorum: number,
): Found {
  const found = withGroups(allNames(naming), answers);
  const excluded = excludedFrom(run, plan);
  const may = ({ users, groups }: PeopleAnswer) => ({ users: users.filter((user) => !excluded.has(user)), groups });
  let next = 0;
  const wanted = naming.entries.flatMap(({ names, ...entry }) =>
    names.length === 0
      ? [{ ...entry, users: [], groups: [] }]
      : names.map(() => ({ ...entry, ...may(found[next++] ?? { users: [], groups: [] }) })),
  );
  const copies = together(found.slice(next, next + naming.copies.length));
  const once = plan.samePerson === 'once' ? withoutRepeats(wanted) : wanted;
  const filled = once.filter(isSomebody);
  const needed = plan.mode === 'one' ? 1 : plan.mode === 'quorum' ? quorum : Math.max(1, once.length);
  if (filled.length >= needed) return { entries: filled, needed, copies };
  const assign = may(together(found.slice(next + naming.copies.length)));
  const entries = plan.nobody.do === 'assign' ? fill(once, needed, assign, plan) : undefined;
  if (entries) return { entries, needed, copies };
  const notes = notesOf(found) || 'everybody who may is left out by the separation of duties, or nobody is named.';
  const short = `${element.name ?? element.id} needs ${needed} votes, and ${filled.length} can be given: ${notes}`;
  return { entries: filled, needed, copies, short };
}

const isSomebody = ({ users, groups }: { readonly users: readonly string[]; readonly groups: readonly string[] }): boolean =>
  users.length + groups.length > 0;

/** A person who stands alone in an entry before is not asked again. */
function withoutRepeats(entries: readonly ApprovalEntry[]): readonly ApprovalEntry[] {
  const alone = new Set<string>();
  return entries.filter(({ users, groups }) => {
    if (groups.length > 0 || users.length === 0) return true;
    if (users.every((user) => alone.has(user))) return false;
    if (users.length === 1) for (const user of users) alone.add(user);
    return true;
  });
}

/** Puts whom the `nobody` rule names where nobody was found; undefined where they can't give the votes that are missing. */
function fill(
  entries: readonly ApprovalEntry[],
  needed: number,
  assign: { readonly users: readonly string[]; readonly groups: readonly string[] },
  { samePerson }: ApprovalPlan,
): readonly ApprovalEntry[] | undefined {
  const missing = needed - entries.filter(isSomebody).length;
  const asked = new Set(entries.flatMap(({ users, groups }) => (groups.length === 0 && users.length === 1 ? users : [])));
  const fresh = assign.users.filter((user) => samePerson === 'again' || !asked.has(user));
  const canGive = assign.groups.length > 0 || (samePerson === 'again' ? fresh.length > 0 : fresh.length >= missing);
  if (!canGive) return undefined;
  const filled: ApprovalEntry[] = [];
  let left = missing;
  for (const entry of entries) {
    if (isSomebody(entry)) filled.push(entry);
    else if (left-- > 0) filled.push({ ...entry, users: fresh, groups: assign.groups });
  }
  for (; left > 0; left--) filled.push({ index: entries.at(-1)?.index ?? 0, users: fresh, groups: assign.groups });
  return filled;
}

/** Those whom the separation of duties leaves out, decided from what happened. */
export function excludedFrom(run: Run, { separateFrom }: ApprovalPlan): ReadonlySet<string> {
  const { starter } = run.draft;
  return new Set(unique(separateFrom.flatMap((from) => (from === 'starter' ? (starter ?? []) : doersOf(run.draft, from)))));
}
