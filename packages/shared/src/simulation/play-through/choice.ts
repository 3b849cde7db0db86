/** One choice of a play, by element and meaning: what somebody, or something outside, does to the case. */
import type { JsonObject } from '../../base/index.ts';
import type { Actor, OpenTask, Program, State } from '../../kernel/index.ts';
import { startableActivities } from '../../kernel/index.ts';
import { toStandIn } from '../../people/index.ts';
import type { Command } from '../played-case.ts';

/** What stands at an element; `which` of them counts from 0, and is 0 when absent. */
interface AtElement {
  readonly elementId: string;
  readonly which?: number | undefined;
}

/** Variables that come with it. */
interface Bringing {
  readonly variables?: JsonObject | undefined;
}

/** A choice: names what it means by the ids of the model, so that it can be said again to another case of it. */
export type Choice =
  | (AtElement &
      Bringing & {
        readonly do: 'completeTask';
        /** A stand-in; `which` counts among the tasks that they may act on. */
        readonly by: string;
        readonly outcome?: string | undefined;
        readonly to?: string | undefined;
        readonly comment?: string | undefined;
        /** Ids of the pieces of evidence that are brought. */
        readonly evidence?: readonly string[] | undefined;
      })
  | (AtElement & Bringing & { readonly do: 'completeJob' })
  | (AtElement & { readonly do: 'failJob'; readonly message: string })
  | (AtElement & Bringing & { readonly do: 'throwError'; readonly errorCode: string })
  | (AtElement & Bringing & { readonly do: 'completeCall' })
  | (AtElement & { readonly do: 'failCall'; readonly errorCode: string })
  | (AtElement & Bringing & { readonly do: 'deliverMessage' })
  | (Bringing & { readonly do: 'deliverSignal'; readonly name: string })
  | { readonly do: 'startActivity'; readonly elementId: string }
  | { readonly do: 'setVariables'; readonly variables: JsonObject }
  | (AtElement & { readonly do: 'resolveIncident' })
  /** Lets time pass; whatever comes due on the way happens. */
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'nextTimer' };

/** Who starts a case that is played. */
export const starterId = 'starter';
const operator: Actor = { userId: 'operator' };

/** Somebody in a play as the kernel knows them: a member of a group is in it. */
export function actorOf(id: string): Actor {
  const person = toStandIn(id);
  return person.kind === 'member' ? { userId: id, groups: [person.group] } : { userId: id };
}

/** Says a choice to the case as it stands; undefined where nothing there waits for it. Passing time is no command. */
export function commandOf(program: Program, state: State, choice: Choice): Command | undefined {
  const elementOf = (tokenId: string | undefined) =>
    program.elements[state.tokens.find(({ id }) => id === tokenId)?.element ?? -1]?.id;
  const at = <T extends { readonly id: string; readonly element: number }>(
    list: readonly T[] = [],
    { elementId, which = 0 }: AtElement,
  ) => list.filter(({ element }) => program.elements[element]?.id === elementId)[which]?.id;
  const bringing = ({ variables }: Bringing) => (variables === undefined ? {} : { variables });
  switch (choice.do) {
    case 'completeTask': {
      const { elementId, which = 0, by, outcome, to, comment, evidence } = choice;
      const here = state.tasks.filter(({ tokenId }) => elementOf(tokenId) === elementId);
      const theirs = here.filter((task) => mayAct(task, actorOf(by)));
      const taskId = (theirs[which] ?? here[which])?.id;
      if (taskId === undefined) return undefined;
      return {
        type: 'completeTask',
        taskId,
        by: actorOf(by),
        ...bringing(choice),
        ...(outcome !== undefined && { outcome }),
        ...(to !== undefined && { to }),
        ...(comment !== undefined && { comment }),
        ...(evidence && { evidence: evidence.map((id) => ({ id, fileId: `played-${id}` })) }),
      };
    }
    case 'completeJob':
    case 'failJob':
    case 'throwError': {
      const jobId = at(state.jobs, choice);
      if (jobId === undefined) return undefined;
      if (choice.do === 'failJob') return { type: 'failJob', jobId, message: choice.message };
      if (choice.do === 'throwError') return { type: 'throwJobError', jobId, errorCode: choice.errorCode, ...bringing(choice) };
      return { type: 'completeJob', jobId, ...bringing(choice) };
    }
    case 'completeCall':
    case 'failCall': {
      const callId = at(state.calls, choice);
      if (callId === undefined) return undefined;
      if (choice.do === 'failCall') return { type: 'failCall', callId, errorCode: choice.errorCode };
      return { type: 'completeCall', callId, variables: choice.variables ?? {} };
    }
    case 'deliverMessage': {
      const open = state.subscriptions.filter(({ messageName }) => messageName !== undefined);
      const subscriptionId = at(open, choice);
      return subscriptionId === undefined ? undefined : { type: 'deliverMessage', subscriptionId, ...bringing(choice) };
    }
    case 'deliverSignal':
      return { type: 'deliverSignal', name: choice.name, ...bringing(choice) };
    case 'startActivity':
      return startableActivities(program, state).includes(choice.elementId)
        ? { type: 'startActivity', elementId: choice.elementId, by: { userId: 'somebody' } }
        : undefined;
    case 'setVariables':
      return { type: 'setVariables', by: operator, variables: choice.variables };
    case 'resolveIncident': {
      const incidentId = at(state.incidents, choice);
      return incidentId === undefined ? undefined : { type: 'resolveIncident', incidentId, by: operator };
    }
    case 'wait':
    case 'nextTimer':
      return undefined;
  }
}

const mayAct = ({ assignee, users, groups }: OpenTask, by: Actor): boolean =>
  assignee === undefined
    ? users.length + groups.length === 0 || users.includes(by.userId ?? '') || groups.some((group) => by.groups?.includes(group))
    : assignee === by.userId;

/** The element that a choice is about, where it is about one. */
export const elementOfChoice = (choice: Choice): string | undefined => ('elementId' in choice ? choice.elementId : undefined);
