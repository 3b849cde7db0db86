/** The flows that come with Fortnight, ready to be begun from. They are read when the page shows them. */
import type { Form, Play } from '@fortnight/shared/contract';
import { queryOptions } from '@tanstack/react-query';
import { type DocumentOutline, readOutline } from './document-outline.ts';

const documents = import.meta.glob<string>('../../../../examples/*/*.bpmn', { query: '?raw', import: 'default' });
const forms = import.meta.glob<Form>('../../../../examples/*/forms/*.json', { import: 'default' });

const tests = import.meta.glob<Play[]>('../../../../examples/*/*.plays.json', { import: 'default' });

export interface Template extends DocumentOutline {
  readonly path: string;
  readonly bpmn: string;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Of a folder with several revisions of one process only the newest is a template. */
function newestOfEach(paths: readonly string[]): string[] {
  const newest = new Map<string, string>();
  for (const path of paths.toSorted()) newest.set(folderOf(path), path);
  return [...newest.values()];
}

async function readTemplate(path: string): Promise<Template | undefined> {
  const bpmn = await documents[path]?.();
  if (bpmn === undefined) return undefined;
  const outline = await readOutline(bpmn);
  return outline && { ...outline, path, bpmn };
}

/** The forms that belong to a template: those of its folder. */
export const formsOf = ({ path }: Template): Promise<Form[]> =>
  Promise.all(
    Object.entries(forms)
      .filter(([form]) => folderOf(folderOf(form)) === folderOf(path))
      .map(([, read]) => read()),
  );

/** The tests that come with a template. */
export const testsOf = async ({ path }: Template): Promise<Play[]> =>
  (await tests[path.replace(/\.bpmn$/, '.plays.json')]?.()) ?? [];

export const templatesQuery = () =>
  queryOptions({
    queryKey: ['templates'],
    queryFn: async () =>
      (await Promise.all(newestOfEach(Object.keys(documents)).map(readTemplate))).filter((each) => each !== undefined),
    staleTime: Number.POSITIVE_INFINITY,
  });
