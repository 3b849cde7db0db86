import { CalendarError, dueAt, type WorkingCalendar } from '../calendar/index.ts';
import type { AskDueEffect, Effect, Input } from '../kernel/index.ts';
import { type Directory, resolveWho, standIn } from '../people/index.ts';

/** What a host knows and the kernel does not, as plain snapshots. */
export interface HostKnowledge {
  /** Without it, stand-ins are found for whoever a model names (`standIn`). */
  readonly directory?: Directory;
  readonly calendars: readonly WorkingCalendar[];
  /** The process's zone, for spans of wall-clock days; UTC when absent. */
  readonly timeZone?: string;
}

/**
 * Answers the kernel's questions among the effects of one step, in their order.
 *
 * Pure: same arguments, same inputs. Other effects are passed over.
 * Units: `at` is epoch ms UTC, the moment of the command that led to the questions.
 * Errors: what the calendar can't say is null with a note; whom the directory does not know is nobody with a note.
 */
export function answerAsks(knowledge: HostKnowledge, effects: readonly Effect[], at: number): Input[] {
  return effects.flatMap((effect): Input[] => {
    if (effect.type === 'askPeople') {
      const { directory } = knowledge;
      const answers = effect.who.map((who) => (directory ? resolveWho(directory, who, at) : standIn(who)));
      return [{ type: 'answerPeople', at, questionId: effect.questionId, answers }];
    }
    if (effect.type === 'askDue')
      return [{ type: 'answerDue', at, questionId: effect.questionId, ...answerDue(knowledge, effect) }];
    return [];
  });
}

function answerDue({ calendars, timeZone }: HostKnowledge, { asks }: AskDueEffect): { dueAts: (number | null)[]; note?: string } {
  const notes: string[] = [];
  const dueAts = asks.map((ask) => {
    try {
      return dueAt(calendars, ask, timeZone);
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      notes.push(error.message);
      return null;
    }
  });
  return notes.length === 0 ? { dueAts } : { dueAts, note: notes.join(' ') };
}
