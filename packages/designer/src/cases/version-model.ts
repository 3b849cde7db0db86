import type { Form, FormField, VersionDetail } from '@fortnight/shared/contract';
import type { DataSpec, FlowNode, ProcessNode } from '@fortnight/shared/model';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { type DataHint, textIn, variableWords } from '../forms/index.ts';
import { nodesOf } from '../naming/index.ts';
import { useAppearance } from '../ui/index.ts';

/** A published version as a case's page needs it: its XML for the diagram, its process as plain nodes. */
export interface VersionModel {
  readonly bpmn: string;
  readonly forms: readonly Form[];
  readonly process: ProcessNode | undefined;
}

/** Reads a version once; the reader of BPMN comes as its own chunk. */
async function readVersion(processId: string, { bpmn, forms }: VersionDetail): Promise<VersionModel> {
  const { readXml } = await import('@fortnight/shared/model');
  const { model } = await readXml(bpmn);
  const process = model?.processes.find(({ id }) => id === processId) ?? model?.processes[0];
  return { bpmn, forms, process };
}

/** How the model of one version is read; it never changes, so it is read once. */
export function useVersionModelQuery() {
  const client = useQueryClient();
  return (processId: string, version: number) =>
    queryOptions({
      queryKey: ['version-model', processId, version],
      queryFn: async () => readVersion(processId, await client.ensureQueryData(queries.version(processId, version))),
      staleTime: Number.POSITIVE_INFINITY,
    });
}

/** Characters of a document that a list reads for its words: a larger one would hold the page up for a few names. */
const mostReadForWords = 300_000;

/** The same for lists, which go without the words of a very large version: null. */
export function useListedModelQuery() {
  const client = useQueryClient();
  const options = useVersionModelQuery();
  return (processId: string, version: number) =>
    queryOptions({
      queryKey: ['listed-model', processId, version],
      queryFn: async () => {
        const { bpmn } = await client.ensureQueryData(queries.version(processId, version));
        return bpmn.length > mostReadForWords ? null : client.ensureQueryData(options(processId, version));
      },
      staleTime: Number.POSITIVE_INFINITY,
    });
}

/** The model of one version. */
export function useVersionModel(processId: string, version: number | undefined) {
  const options = useVersionModelQuery();
  const { data, error } = useQuery({ ...options(processId, version ?? 0), enabled: version !== undefined });
  return { model: data, error };
}

const noData: readonly DataSpec[] = [];

/** What a version declares of its variables. */
export const useDataOf = (processId: string, version: number | undefined): readonly DataSpec[] =>
  useVersionModel(processId, version).model?.process?.extension.data ?? noData;

/** Names a variable for the reader: as a form of the version labels it, else as the element whose result it is, else its name read as words. */
export function variableNameIn(
  { forms, process }: Pick<VersionModel, 'forms' | 'process'>,
  name: string,
  language: string,
): string {
  const field = forms.flatMap(({ fields }) => fields).find((candidate) => candidate.name === name);
  const source = field || !process ? undefined : nodesOf(process).find((node) => resultOf(node) === name);
  const label = source?.extension.labels.find(({ lang, for: of }) => lang === language && of === undefined)?.text;
  return textIn(field?.label, language, process?.extension.process.lang, label ?? source?.name ?? variableWords(name));
}

const resultOf = ({ extension: { approval, checkpoint } }: FlowNode): string | undefined =>
  approval?.result ?? checkpoint?.result;

/** What is known of a variable's type: as the process declares it; who started a case is a person in every process. */
export const hintOf = (model: VersionModel | undefined, name: string): DataHint | undefined =>
  model?.process?.extension.data.find((data) => data.name === name) ??
  (name === 'starter' ? { name, type: 'person' } : undefined);

/** The choices of a variable, where a form of the version offers some. */
export const optionsIn = (model: VersionModel | undefined, name: string): FormField['options'] =>
  (model?.forms ?? []).flatMap(({ fields }) => fields).find((field) => field.name === name && field.options)?.options;

/** Names of variables for the reader. */
export function useVariableNames(model: VersionModel | undefined): (name: string) => string {
  const language = useAppearance((state) => state.language);
  const { t } = useTranslation('cases');
  return useCallback(
    (name) => (name === 'starter' ? t('starter') : model ? variableNameIn(model, name, language) : variableWords(name)),
    [model, language, t],
  );
}
