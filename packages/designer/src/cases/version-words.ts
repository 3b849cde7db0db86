import type { JsonObject } from '@fortnight/shared/base';
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { variableWords } from '../forms/index.ts';
import { elementWords, nodesOf, partKey, type Say, useSay } from '../naming/index.ts';
import { useAppearance } from '../ui/index.ts';
import { useListedModelQuery, type VersionModel, variableNameIn } from './version-model.ts';

interface OfVersion {
  readonly processId: string;
  readonly version: number;
}
export interface Amount {
  readonly amount: number;
  readonly currency?: string;
}

/** What lists of tasks and cases say in the reader's language, once the versions that they run on are read. */
export interface VersionWords {
  readonly element: (item: OfVersion, elementId: string, otherwise: string) => string;
  /** A rule's message or a piece of evidence of an element. */
  readonly part: (item: OfVersion, elementId: string, part: string, otherwise: string) => string;
  /** An element of which only the name in the process's language is known. */
  readonly named: (item: OfVersion, name: string) => string;
  readonly variable: (item: OfVersion, name: string) => string;
  readonly process: (item: OfVersion, otherwise: string) => string;
  /** The first amount of money that the version declares and the item holds. */
  readonly amount: (item: OfVersion & { readonly variables: JsonObject }) => Amount | undefined;
}

const keyOf = ({ processId, version }: OfVersion) => `${processId} ${version}`;

/** Reads the versions of a list's items, each once, and words what they name. */
export function useVersionWords(items: readonly OfVersion[]): VersionWords {
  const language = useAppearance((state) => state.language);
  const say = useSay();
  const options = useListedModelQuery();
  const distinct = useMemo(() => [...new Map(items.map((item) => [keyOf(item), item])).values()], [items]);
  const combine = useCallback(
    (results: readonly { readonly data: VersionModel | null | undefined }[]) =>
      new Map(distinct.flatMap((item, index) => (results[index]?.data ? [[keyOf(item), results[index].data] as const] : []))),
    [distinct],
  );
  const models = useQueries({ queries: distinct.map(({ processId, version }) => options(processId, version)), combine });
  return useMemo(() => wordsOf(models, language, say), [models, language, say]);
}

function wordsOf(models: ReadonlyMap<string, VersionModel>, language: string, say: Say): VersionWords {
  const names = new Map(
    [...models].flatMap(([key, { process }]) => (process ? [[key, elementWords(process, language, say).names]] : [])),
  );
  return {
    element: (item, elementId, otherwise) => names.get(keyOf(item))?.get(elementId) ?? otherwise,
    part: (item, elementId, part, otherwise) => names.get(keyOf(item))?.get(partKey(elementId, part)) ?? otherwise,
    named: (item, name) => {
      const process = models.get(keyOf(item))?.process;
      const found = process && nodesOf(process).find((node) => node.name === name);
      return (found && names.get(keyOf(item))?.get(found.id)) ?? name;
    },
    variable: (item, name) => {
      const model = models.get(keyOf(item));
      return model ? variableNameIn(model, name, language) : variableWords(name);
    },
    process: (item, otherwise) => {
      const labels = models.get(keyOf(item))?.process?.extension.labels ?? [];
      return labels.find(({ lang, for: of }) => lang === language && of === undefined)?.text ?? otherwise;
    },
    amount: (item) => {
      const declared = models.get(keyOf(item))?.process?.extension.data ?? [];
      for (const { name, type, currency } of declared) {
        const amount = item.variables[name];
        if (type === 'money' && typeof amount === 'number') return currency === undefined ? { amount } : { amount, currency };
      }
      return undefined;
    },
  };
}
