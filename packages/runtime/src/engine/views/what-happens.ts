/** What each choice of a task brings now, as far as the model says it before the fact: the kernel takes it, nobody keeps it. */
import type { OutcomeChoice, TaskDetail } from '@fortnight/shared/contract';
import { type Actor, type CompleteTaskInput, type Program, type State, step } from '@fortnight/shared/kernel';
import { actorForTask } from '../actor.ts';
import { splitId } from '../ids.ts';
import { stateOf, takenOver } from '../state.ts';
import type { DetailContext } from './task-detail.ts';

type Consequence = Omit<TaskDetail['whatHappens'][number], 'outcome'>;
const plainly = (code: string): Consequence => ({ code, params: {} });
/** What a choice may have to come with; it changes no way. */
const said = 'x';

/**
 * Codes: `waits-for-others {count}`, `counts {count}`, `goes-to {name}`, `goes-back {name}`, `ends`, `ends-won`, `ends-lost`,
 * `fails`, `decides`. Nothing for a choice that the case does not take as it stands.
 */
export function whatHappens(
  context: DetailContext,
  choices: readonly OutcomeChoice[],
  approval: TaskDetail['approval'],
): TaskDetail['whatHappens'] {
  return choices.flatMap((choice) => {
    const told = choice.kind === 'send-back' ? goesBack(choice) : taken(context, choice, approval);
    return told ? [{ outcome: choice.id, ...told }] : [];
  });
}

function goesBack({ targets }: OutcomeChoice): Consequence {
  const [only] = targets.length === 1 ? targets : [];
  return { code: 'goes-back', params: { name: only?.name ?? '' } };
}

function taken(context: DetailContext, choice: OutcomeChoice, approval: TaskDetail['approval']): Consequence | undefined {
  const { task, sheet, record, at } = context;
  const { program } = sheet;
  const before = takenOver(program, stateOf(record));
  const evidence = sheet.nodes.get(task.elementId)?.extension.checkpoint?.evidence ?? [];
  const input: CompleteTaskInput = {
    type: 'completeTask',
    at,
    taskId: splitId('task', task.id).localId,
    by: deciderOf(context),
    outcome: choice.id,
    comment: said,
    ...(evidence.length > 0 && { evidence: evidence.map(({ id }) => ({ id, fileId: said })) }),
  };
  const result = step(program, before, input);
  if (!result.ok) return undefined;
  const { events, state } = result;
  const isDecided = events.some(({ type }) => type === 'approvalDecided' || type === 'checkpointDecided');
  if (!isDecided && approval) return counted(choice, approval);
  for (const event of events) {
    if (event.type === 'instanceFailed') return plainly('fails');
    if (event.type !== 'instanceCompleted' && event.type !== 'instanceTerminated') continue;
    return plainly(event.outcome === 'won' || event.outcome === 'lost' ? `ends-${event.outcome}` : 'ends');
  }
  const [arrival, ...more] = arrivals(program, before, state);
  return arrival?.name !== undefined && more.length === 0
    ? { code: 'goes-to', params: { name: arrival.name } }
    : plainly('decides');
}

/** A vote that does not decide: how many approvals are missing then, or how many people are still to vote. */
function counted({ kind }: OutcomeChoice, { needed, approved, signatures }: NonNullable<TaskDetail['approval']>): Consequence {
  if (kind === 'approve') return { code: 'waits-for-others', params: { count: needed - approved - 1 } };
  return { code: 'counts', params: { count: signatures.filter(({ state }) => state !== 'voted').length - 1 } };
}

/** The reader where the task is theirs, else one whose task it is. */
function deciderOf({ task, reader }: DetailContext): Actor {
  const own = actorForTask(reader, task);
  const persons = [own.userId, own.onBehalfOf];
  const isOwn =
    task.assignee === null
      ? persons.some((id) => task.candidateUsers.includes(id ?? '')) ||
        task.candidateGroups.some((id) => own.groups?.includes(id))
      : persons.includes(task.assignee);
  return isOwn ? own : { userId: task.assignee ?? task.candidateUsers[0] ?? said, groups: task.candidateGroups };
}

/** Where tokens came to rest, the outermost elements only. */
function arrivals(program: Program, before: State, { tokens, scopes }: State) {
  const stood = new Set(before.tokens.map(({ id, element }) => `${id} ${element}`));
  const moved = tokens.filter(({ id, element }) => !stood.has(`${id} ${element}`));
  const opened = new Set(scopes.filter(({ tokenId }) => moved.some(({ id }) => id === tokenId)).map(({ id }) => id));
  const places = moved.filter(({ scopeId }) => !opened.has(scopeId)).map(({ element }) => element);
  return [...new Set(places)].flatMap((index) => program.elements[index] ?? []);
}
