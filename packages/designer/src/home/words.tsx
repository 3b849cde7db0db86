/**
 * Names of steps and stages in the reader's language. They stand in the versions' files, whose reader is a chunk of its
 * own: Home is shown at once with the names that the server told, and reads the others after.
 */
import type { Home, Process } from '@fortnight/shared/contract';
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react';

export interface OfVersion {
  readonly processId: string;
  readonly version: number;
}

export interface Words {
  readonly element: (item: OfVersion, elementId: string, otherwise: string) => string;
  /** An element of which only the name in the process's language is known. */
  readonly named: (item: OfVersion, name: string) => string;
  readonly process: (item: OfVersion, otherwise: string) => string;
}

const asTold: Words = {
  element: (_item, _id, otherwise) => otherwise,
  named: (_item, name) => name,
  process: (_item, otherwise) => otherwise,
};
const WordsContext = createContext<Words>(asTold);
const Reader = lazy(async () => ({ default: (await import('./words-reader.tsx')).WordsReader }));

export function WordsProvider({ items, children }: { items: readonly OfVersion[]; children: ReactNode }) {
  const [words, setWords] = useState(asTold);
  return (
    <WordsContext value={words}>
      <Suspense fallback={null}>
        <Reader items={items} onWords={setWords} />
      </Suspense>
      {children}
    </WordsContext>
  );
}

export const useWords = (): Words => useContext(WordsContext);

/** Which version of a process new cases go to, and so names its stages. */
export const liveVersionOf = (processes: readonly Process[], processId: string): OfVersion | undefined => {
  const version = processes.find(({ id }) => id === processId)?.liveVersion?.version;
  return version === undefined ? undefined : { processId, version };
};

/** Every version that Home names something of. */
export function versionsNamedIn(home: Home, processes: readonly Process[]): readonly OfVersion[] {
  return [
    ...home.tasks.items.map(({ processId, version }) => ({ processId, version })),
    ...home.processes.flatMap(({ id }) => liveVersionOf(processes, id) ?? []),
    ...home.incidentGroups.flatMap(({ processId, versions }) => versions.slice(-1).map((version) => ({ processId, version }))),
  ];
}
