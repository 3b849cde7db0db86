import type { ProcessNode } from '../../model/index.ts';
import { info } from '../finding.ts';
import { called, type FormOutline, type Rule } from '../process-view.ts';

/** Cases that carry data are called by some of it; without a key of their own, all would bear the name of the process. */
export const caseName: Rule = ({ process, forms = {} }) => {
  const { data, process: settings } = process.extension;
  const { caseName: said, startForm, uniqueBusinessKey } = settings;
  const form = startForm === undefined ? undefined : forms[startForm];
  if (said || uniqueBusinessKey || (data.length === 0 && !form)) return [];
  const name = nameToCallBy(process, form);
  return [
    info(process.id, 'case-name-missing', {
      field: 'process.caseName',
      message: `${called(process)} does not say what a case is called, so all cases bear the name of the process.`,
      hint: 'Say it by the data of the case, like = customer.',
      fixes: name === undefined ? [] : [{ code: 'name-cases-by', params: { processId: process.id, name } }],
    }),
  ];
};

/** The first text that the start form asks for, else the first that the process declares. */
function nameToCallBy({ extension: { data } }: ProcessNode, form: FormOutline | undefined): string | undefined {
  const types = new Map(data.map(({ name, type }) => [name, type]));
  const isText = ({ name, control = 'text', options = [] }: FormOutline['fields'][number]) =>
    control === 'text' && options.length === 0 && (types.get(name) ?? 'text') === 'text';
  return (form?.fields.find(isText) ?? data.find(({ type, personal }) => type === 'text' && !personal))?.name;
}
