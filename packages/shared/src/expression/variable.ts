import type { Code } from './code.ts';
import { readDate, readDateTime, readDuration, readTime } from './temporal/read.ts';
import type { TextType } from './tree.ts';
import type { Tagged } from './value.ts';

const readers: Readonly<Record<TextType, (text: string) => Tagged | undefined>> = {
  date: readDate,
  time: readTime,
  dateTime: readDateTime,
  duration: readDuration,
};

/** Reads a variable; its text becomes a date, time or duration where that is its type. */
export function variable(name: string, type: TextType | undefined): Code {
  return (run) => {
    const { variables } = run.context;
    if (!Object.hasOwn(variables, name)) return run.warn('no-variable', `There is no variable "${name}"; it counts as null.`);
    const value = variables[name] ?? null;
    if (type === undefined || typeof value !== 'string') return value;
    return readers[type](value) ?? run.warn('no-date', `"${name}" should hold a ${type}, found "${value.slice(0, 40)}".`);
  };
}
