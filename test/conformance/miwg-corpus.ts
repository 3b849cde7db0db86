import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.FORTNIGHT_CORPORA;
const home = folder && join(folder, 'miwg');

/** Whether the interchange models are on this machine. */
export const hasCorpus = home !== undefined && home !== '' && existsSync(home);

/** What to do when they are not. */
export const howToGet =
  'skipped: set FORTNIGHT_CORPORA to a folder with miwg/reference and miwg/tools from github.com/bpmn-miwg/bpmn-miwg-test-suite (Reference/*.bpmn, one folder a tool)';

/** The .bpmn files below one folder of the corpus, by their path in it. */
export function filesIn(part: 'reference' | 'tools'): readonly { readonly name: string; readonly path: string }[] {
  if (!hasCorpus || !home) return [];
  return readdirSync(join(home, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bpmn'))
    .sort()
    .map((name) => ({ name, path: join(home, part, name) }));
}
