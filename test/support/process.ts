/** Small processes as text: what a scenario needs of BPMN, and no more. */
import type { Form } from '@fortnight/shared/contract';
import { compile, type Program } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { rememberFiles } from './hosts/run.ts';

const namespaces = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1"';

/** A document around a process body. */
export const xmlOf = (body: string, process = '', roots = '', id = 'p'): string =>
  `<definitions ${namespaces} targetNamespace="x">${roots}<process id="${id}" isExecutable="true">` +
  `${process ? `<extensionElements>${process}</extensionElements>` : ''}${body}</process></definitions>`;

/** Compiles a process body; `process` is what its own extension says, `roots` what stands beside it (errors, messages), `forms` what it asks for. */
export async function program(body: string, process = '', roots = '', forms: readonly Form[] = []): Promise<Program> {
  return programOf(xmlOf(body, process, roots), forms);
}

/** Compiles a process of another id: one that is called. */
export const named = (id: string, body: string, process = '', roots = ''): Promise<Program> =>
  programOf(xmlOf(body, process, roots, id));

/** Compiles a whole file; of several pools the named one. */
export async function programOf(bpmn: string, forms: readonly Form[] = [], processId?: string): Promise<Program> {
  const compiled = compile((await readXml(bpmn)).model, processId === undefined ? {} : { processId });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 1));
  return rememberFiles(compiled.value, [
    { name: 'scenario.bpmn', content: bpmn },
    ...forms.map((form) => ({ name: `${form.id}.json`, content: JSON.stringify(form) })),
  ]);
}

/** A file of several processes, the pools of a collaboration; `roots` stands before them. */
export const documentOf = (processes: Readonly<Record<string, string>>, roots: string, collaboration: string): string =>
  `<definitions ${namespaces} targetNamespace="x">${roots}${Object.entries(processes)
    .map(([id, body]) => `<process id="${id}" isExecutable="true">${body}</process>`)
    .join('')}${collaboration}</definitions>`;

/** The codes and fields of what a process is refused for. */
export async function problems(body: string, process = '', roots = ''): Promise<string[]> {
  const compiled = compile((await readXml(xmlOf(body, process, roots))).model);
  return compiled.ok ? [] : compiled.problems.map(({ code, field }) => (field === undefined ? code : `${code} ${field}`));
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A tag with what its extension says and what else stands inside. */
export const tag = (name: string, id: string, extension = '', inside = '', attributes = ''): string =>
  `<${name} id="${id}" name="${id}" ${attributes}>${extension ? `<extensionElements>${extension}</extensionElements>` : ''}${inside}</${name}>`;

/** One sequence flow, or several in a row. */
export const flows = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((target, index) => flow(ids[index] ?? '', target))
    .join('');
export const flow = (from: string, to: string, condition?: string): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${
    condition === undefined ? '' : `<conditionExpression>${escaped(condition)}</conditionExpression>`
  }</sequenceFlow>`;
