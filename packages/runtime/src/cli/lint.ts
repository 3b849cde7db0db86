import { checkFiles } from '../releases/index.ts';
import { wordsOf } from './problem-line.ts';
import { type Command, readArguments, readText, UsageError } from './usage.ts';

export const lint: Command = async (args) => {
  const { files } = readArguments(args, {});
  if (files.length === 0) throw new UsageError('Expected at least one file, found none.');
  const contents = await Promise.all(files.map(async (name) => ({ name, content: await readText(name) })));
  const problems = await checkFiles(contents);
  for (const problem of problems) console.log(wordsOf(problem));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  console.log(problems.length === 0 ? 'No problems.' : `${errors} errors, ${problems.length - errors} warnings and remarks.`);
  return errors > 0 ? 1 : 0;
};
