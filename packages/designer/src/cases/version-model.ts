import type { Form, VersionDetail } from '@fortnight/shared/contract';
import type { Container, DataSpec, ProcessNode } from '@fortnight/shared/model';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';
import { textIn, variableWords } from '../forms/index.ts';
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

/** The model of one version; it never changes, so it is read once. */
export function useVersionModel(processId: string, version: number | undefined) {
  const published = useQuery({ ...queries.version(processId, version ?? 0), enabled: version !== undefined });
  const detail = published.data;
  const model = useQuery({
    queryKey: ['version-model', processId, version],
    queryFn: detail ? () => readVersion(processId, detail) : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { model: model.data, error: published.error ?? model.error };
}

const noData: readonly DataSpec[] = [];

/** What a version declares of its variables. */
export const useDataOf = (processId: string, version: number | undefined): readonly DataSpec[] =>
  useVersionModel(processId, version).model?.process?.extension.data ?? noData;

function labelsOf(container: Container, language: string, labels: Map<string, string>): Map<string, string> {
  for (const node of container.nodes) {
    const own = node.extension.labels.find((label) => label.lang === language && label.for === undefined);
    if (own) labels.set(node.id, own.text);
    else if (node.name) labels.set(node.id, node.name);
    for (const reason of node.extension.stage?.lossReasons ?? []) {
      const translated = node.extension.labels.find((label) => label.lang === language && label.for === reason.id);
      labels.set(reason.id, translated?.text ?? reason.name ?? reason.id);
    }
    if (node.nodes && node.flows) labelsOf({ nodes: node.nodes, flows: node.flows, dataObjects: [] }, language, labels);
  }
  return labels;
}

/** Names of a version's elements and loss reasons in the reader's language, as far as it has them. */
export function useElementNames(process: ProcessNode | undefined): ReadonlyMap<string, string> {
  const language = useAppearance((state) => state.language);
  return useMemo(() => (process ? labelsOf(process, language, new Map()) : new Map()), [process, language]);
}

/** Names of variables for the reader: as a form of the version labels them, else the name read as words. */
export function useVariableNames(model: VersionModel | undefined): (name: string) => string {
  const language = useAppearance((state) => state.language);
  return useMemo(() => {
    const lang = model?.process?.extension.process.lang;
    const fields = (model?.forms ?? []).flatMap(({ fields }) => fields);
    const labels = new Map(fields.map(({ name, label }) => [name, textIn(label, language, lang, variableWords(name))]));
    return (name) => labels.get(name) ?? variableWords(name);
  }, [model, language]);
}
