import type { Iteration } from '@fortnight/shared/contract';
import { stepsWithFigures } from '@fortnight/shared/model';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useVersionModel, useVersionWords } from '../cases/index.ts';
import { queries } from '../client/index.ts';
import { useElementWords } from '../naming/index.ts';

const none: readonly number[] = [];

/** What the steps of a process are called in its live version, else in those that are named, the newest first. */
export function useElementNames(processId: string, versionsNamed: readonly number[] = none): (elementId: string) => string {
  const live = useLiveVersion(processId);
  const named = [...versionsNamed].sort((one, other) => other - one);
  const key = [live ?? 0, ...named].filter((version) => version > 0).join(' ');
  const versions = useMemo(
    () =>
      key
        .split(' ')
        .map((version) => ({ processId, version: Number(version) }))
        .filter(({ version }) => version > 0),
    [processId, key],
  );
  const words = useVersionWords(versions);
  return useCallback(
    (elementId) => versions.map((version) => words.element(version, elementId, '')).find((name) => name !== '') ?? elementId,
    [versions, words],
  );
}

/** The versions that an iteration ships, and the one before them, which still has what they took away. */
export function shippedOf({ versions }: Pick<Iteration, 'versions'>): readonly number[] {
  const shipped = versions.map(({ version }) => version);
  return shipped.length === 0 ? none : [...shipped, Math.min(...shipped) - 1];
}

/** The steps of the live version that people do. */
export function useSteps(processId: string | undefined): readonly { readonly id: string; readonly name: string }[] {
  const live = useLiveVersion(processId);
  const { model } = useVersionModel(processId ?? '', live);
  const { names } = useElementWords(model?.process);
  if (!model?.process) return [];
  return stepsWithFigures(model.process).map(({ id }) => ({ id, name: names.get(id) ?? id }));
}

function useLiveVersion(processId: string | undefined): number | undefined {
  const { data } = useQuery({ ...queries.process(processId ?? ''), enabled: processId !== undefined });
  return data?.liveVersion?.version;
}
