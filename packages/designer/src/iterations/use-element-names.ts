import type { Iteration } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useVersionModel } from '../cases/index.ts';
import { queries } from '../client/index.ts';
import { nodesOf, useElementWords } from '../naming/index.ts';

/** What the steps of a process are called in its live version, else in the one that is named; a step of neither by its id. */
export function useElementNames(processId: string, version?: number): (elementId: string) => string {
  const live = useLiveVersion(processId);
  const { names } = useElementWords(useVersionModel(processId, live).model?.process);
  const other = useElementWords(useVersionModel(processId, version).model?.process).names;
  return useCallback((elementId) => names.get(elementId) ?? other.get(elementId) ?? elementId, [names, other]);
}

/** The newest version that an iteration ships. */
export const newestOf = ({ versions }: Pick<Iteration, 'versions'>): number | undefined =>
  versions.length === 0 ? undefined : Math.max(...versions.map(({ version }) => version));

/** The steps of the live version that people do. */
export function useSteps(processId: string | undefined): readonly { readonly id: string; readonly name: string }[] {
  const live = useLiveVersion(processId);
  const { model } = useVersionModel(processId ?? '', live);
  const { names } = useElementWords(model?.process);
  if (!model?.process) return [];
  const steps = nodesOf(model.process).filter(({ kind, extension }) => kind === 'userTask' || extension.checkpoint);
  return steps.map(({ id }) => ({ id, name: names.get(id) ?? id }));
}

function useLiveVersion(processId: string | undefined): number | undefined {
  const { data } = useQuery({ ...queries.process(processId ?? ''), enabled: processId !== undefined });
  return data?.liveVersion?.version;
}
