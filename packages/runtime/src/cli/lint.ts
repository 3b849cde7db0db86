import { readFile } from 'node:fs/promises';
import type { WireProblem } from '@fortnight/shared/contract';
import { checkFiles } from '../releases/index.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const lint: Command = {
  usage: 'lint FILE…',
  summary: 'Says what is wrong with BPMN files; give form files (.json) along to have them checked together.',
  async run(args) {
    const { files } = readArguments(args, {});
    if (files.length === 0) throw new UsageError('Expected at least one file, found none.');
    const contents = await Promise.all(files.map(async (name) => ({ name, content: await readText(name) })));
    const problems = await checkFiles(contents);
    for (const problem of problems) console.log(wordsOf(problem));
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    console.log(problems.length === 0 ? 'No problems.' : `${errors} errors, ${problems.length - errors} warnings and remarks.`);
    return errors > 0 ? 1 : 0;
  },
};

/** The text of a file. Errors: throws a UsageError when it cannot be read. */
export const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });

export function wordsOf({ file, elementId, severity, code, message, hint }: WireProblem): string {
  const place = [file, elementId].filter((part) => part !== undefined).join('#');
  return `${place}: ${severity} ${code}: ${message}${hint === undefined ? '' : ` ${hint}`}`;
}
