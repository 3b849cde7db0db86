/** Finds people: groups are known by their name and stay live; whom else a name means, the host is asked. */
import type { PeopleAnswer } from '../input.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import { askPeople } from './ask.ts';
import type { Run } from './run.ts';

const groupName = /^group:\s*(\S.*)$/;

/** Answers whom the names mean where that is known at once; else asks the host, and answers nothing yet. */
export function findPeople(
  run: Run,
  asking: { readonly token: Token; readonly element: ProgramElement; readonly about: string },
  names: readonly string[],
): readonly PeopleAnswer[] | undefined {
  const unknown = names.filter((name) => !groupName.test(name));
  if (unknown.length === 0) return withGroups(names, []);
  askPeople(run, asking, unknown);
  return undefined;
}

/** Puts the host's answers back to the names that were asked about, in order. */
export function withGroups(names: readonly string[], answers: readonly PeopleAnswer[]): readonly PeopleAnswer[] {
  let asked = 0;
  return names.map((name) => {
    const group = groupName.exec(name)?.[1];
    return group === undefined ? (answers[asked++] ?? nobody) : { users: [], groups: [group] };
  });
}

const nobody: PeopleAnswer = { users: [], groups: [] };

/** Everybody of several answers, once. */
export function together(answers: readonly PeopleAnswer[]): {
  readonly users: readonly string[];
  readonly groups: readonly string[];
} {
  return { users: unique(answers.flatMap(({ users }) => users)), groups: unique(answers.flatMap(({ groups }) => groups)) };
}

/** Why nobody was found, in the host's words. */
export const notesOf = (answers: readonly PeopleAnswer[]): string => unique(answers.flatMap(({ note }) => note ?? [])).join(' ');

export const unique = (list: readonly string[]): readonly string[] => (list.length < 2 ? list : [...new Set(list)]);
