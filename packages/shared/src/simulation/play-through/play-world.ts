/** The world that a case is played in: stand-ins for people, the usual office hours for every calendar. */
import { defaultCalendar, type WorkingCalendar } from '../../calendar/index.ts';
import type { Program, ProgramElement } from '../../kernel/index.ts';
import type { HostKnowledge } from '../answer-asks.ts';

/**
 * What a play of this program knows: nothing of the people and holidays of today, so that it plays the same next year.
 *
 * Shape: each calendar that the program names has the hours of `defaultCalendar`.
 */
export function playWorld({ elements }: Program): HostKnowledge {
  const names = new Set(elements.flatMap(calendarsOf));
  return { calendars: [...names].map((name): WorkingCalendar => ({ ...defaultCalendar, name })) };
}

const calendarsOf = ({ plan: { timing, stage, definitions = [] } }: ProgramElement): readonly string[] => {
  const timers = definitions.flatMap((definition) =>
    definition.kind === 'timerEventDefinition' ? [definition.timer.calendar] : [],
  );
  return [timing?.calendar, stage?.calendar, ...timers].filter((name) => name !== undefined);
};
