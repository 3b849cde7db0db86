/** What the command line takes, and what it answers when it was asked otherwise. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

/** Something the caller got wrong; told without a stack. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Answers the exit code; undefined where the process goes on. */
export type Command = (args: readonly string[]) => Promise<number | undefined>;

type Flags = Readonly<Record<string, 'text' | 'switch'>>;
type Values<F extends Flags> = { readonly [Name in keyof F]?: F[Name] extends 'text' ? string : boolean };

/** Reads flags and files. Errors: throws a UsageError that names what is not known. */
export function readArguments<const F extends Flags>(args: readonly string[], flags: F): { values: Values<F>; files: string[] } {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, kind]) => [name, { type: kind === 'text' ? ('string' as const) : ('boolean' as const) }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Values<F>, files: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Exactly one file. */
export function oneFile(files: readonly string[]): string {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new UsageError(`Expected one file, found ${files.length}.`);
  return file;
}

/** The database that is named, or FORTNIGHT_DATABASE, or the one that `serve` makes. */
export const databaseOf = (named: string | undefined): string =>
  named ?? process.env.FORTNIGHT_DATABASE ?? 'sqlite:./data/fortnight.db';

/** The text of a file. Errors: throws a UsageError when it cannot be read. */
export const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
