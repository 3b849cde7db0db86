import type { BundleFile } from '@fortnight/shared/bundle';
import { checkFiles } from '../releases/index.ts';
import { filesAt, isBundle, placeAt } from './bundle-source.ts';
import { wordsOf } from './problem-line.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const lint: Command = async (args) => {
  const { files: paths } = readArguments(args, {});
  if (paths.length === 0) throw new UsageError('Expected at least one file, found none.');
  const contents = (await Promise.all(paths.map(named))).flat();
  const problems = await checkFiles(contents);
  for (const problem of problems) console.log(wordsOf(problem));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  console.log(problems.length === 0 ? 'No problems.' : `${errors} errors, ${problems.length - errors} warnings and remarks.`);
  return errors > 0 ? 1 : 0;
};

/** What a path holds, by where it lies; a manifest says nothing of a model. */
async function named(path: string): Promise<readonly BundleFile[]> {
  const files = (await filesAt(path)).filter((file) => !isBundle([file]));
  if ((await placeAt(path)) === 'file') return files.map((file) => ({ ...file, name: path }));
  return files.map((file) => ({ ...file, name: `${path}/${file.name}` }));
}
