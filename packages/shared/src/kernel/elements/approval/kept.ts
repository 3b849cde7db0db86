/** An approval that goes on by another version's rule: which votes still count, and which tasks are still somebody's. */
import type { ApprovalEntry, CastVote } from '../../event.ts';
import type { ApprovalPlan } from '../../program.ts';
import type { OpenApproval, OpenTask } from '../../state.ts';

const ruleOf = ({ mode, quorum, order, approvers, nobody, samePerson, separateFrom, copies }: ApprovalPlan): string =>
  JSON.stringify([mode, quorum ?? null, order, approvers, nobody, samePerson, separateFrom, copies]);

const kindOf = ({ outcomes }: ApprovalPlan, { outcome }: CastVote): string | undefined =>
  outcomes.find(({ id }) => id === outcome)?.kind;

/** Nobody else is asked, and each vote means what it meant. */
export function isSameRule(before: ApprovalPlan | undefined, after: ApprovalPlan, { votes }: OpenApproval): boolean {
  if (!before || ruleOf(before) !== ruleOf(after)) return false;
  return votes.every((vote) => kindOf(after, vote) !== undefined && kindOf(before, vote) === kindOf(after, vote));
}

export interface Kept {
  /** Those that have voted first, so that an order goes on behind them. */
  readonly entries: readonly ApprovalEntry[];
  readonly votes: readonly CastVote[];
  readonly tasks: Readonly<Record<string, number>>;
}

export function keepWhatCounts(
  plan: ApprovalPlan,
  before: OpenApproval,
  entries: readonly ApprovalEntry[],
  tasks: readonly OpenTask[],
  excluded: ReadonlySet<string>,
): Kept {
  const free = [...entries];
  const take = (isMeant: (entry: ApprovalEntry) => boolean): ApprovalEntry | undefined => {
    const place = free.findIndex(isMeant);
    return place < 0 ? undefined : free.splice(place, 1)[0];
  };
  const voted: ApprovalEntry[] = [];
  const votes = before.votes.flatMap((vote): CastVote[] => {
    const persons = [vote.by, vote.onBehalfOf].filter((person) => typeof person === 'string');
    if (kindOf(plan, vote) === undefined || persons.some((person) => excluded.has(person))) return [];
    const groups = before.entries[vote.entry]?.groups ?? [];
    const entry = take(
      (one) => one.users.some((user) => persons.includes(user)) || one.groups.some((group) => groups.includes(group)),
    );
    if (!entry) return [];
    voted.push(entry);
    return [{ ...vote, entry: voted.length - 1 }];
  });
  const left = [...free];
  const first = plan.order === 'parallel' ? left.length : 1;
  const served = new Set<number>();
  const keptTasks: Record<string, number> = {};
  for (const { id, entry } of tasks) {
    const asked = before.entries[entry ?? -1];
    const place = left.findIndex(
      (one, index) => index < first && !served.has(index) && asked !== undefined && isSame(one, asked),
    );
    if (place < 0) continue;
    served.add(place);
    keptTasks[id] = voted.length + place;
  }
  return { entries: [...voted, ...left], votes, tasks: keptTasks };
}

const isSame = (one: ApprovalEntry, other: ApprovalEntry): boolean =>
  String([...one.users].sort()) === String([...other.users].sort()) &&
  String([...one.groups].sort()) === String([...other.groups].sort());
