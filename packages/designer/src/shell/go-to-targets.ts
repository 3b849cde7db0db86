/** What “Search or go to” finds: places and commands at once, then processes, cases, tasks and people by parts of words. */
import type { InstanceSummary, Person, Process, Task } from '@fortnight/shared/contract';
import type { IconName } from '../ui/index.ts';

export type Destination =
  | { readonly kind: 'place'; readonly to: '/' | '/inbox' | '/cases' | '/processes' | '/iterations' | '/operations' | '/account' }
  | { readonly kind: 'command'; readonly run: () => void }
  | { readonly kind: 'process'; readonly id: string; readonly isDrawn: boolean }
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'task'; readonly id: string }
  | { readonly kind: 'person'; readonly email: string };

export interface Target {
  readonly key: string;
  readonly group: Destination['kind'];
  readonly icon: IconName;
  readonly name: string;
  readonly note: string;
  readonly destination: Destination;
}

export const shownOfEach = 6;

export interface OfVersion {
  readonly processId: string;
  readonly version: number;
}
/** What cases and tasks say in the reader's language; as the server told it until their versions are read. */
export interface FoundWords {
  readonly element: (item: OfVersion, elementId: string, otherwise: string) => string;
  readonly process: (item: OfVersion, otherwise: string) => string;
}
export const asTold: FoundWords = { element: (_item, _id, otherwise) => otherwise, process: (_item, otherwise) => otherwise };

/** Whether every word of what was typed is a part of one of the texts. */
export function matches(typed: string, ...texts: readonly (string | undefined)[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

export const processTarget = (process: Process, name: string, isDrawn: boolean): Target => ({
  key: `process ${process.id}`,
  group: 'process',
  icon: 'process',
  name,
  note: process.liveVersion ? `v${process.liveVersion.version}` : '',
  destination: { kind: 'process', id: process.id, isDrawn },
});

export function caseTarget(found: InstanceSummary, words: FoundWords): Target {
  const { id, caseName, businessKey, processName, stage } = found;
  const stageName = stage && words.element(found, stage.elementId, stage.name);
  return {
    key: `case ${id}`,
    group: 'case',
    icon: 'cases',
    name: caseName || (businessKey ?? id),
    note: [businessKey, words.process(found, processName), stageName].filter(Boolean).join(' · '),
    destination: { kind: 'case', id },
  };
}

export function taskTarget(found: Task, words: FoundWords): Target {
  const { id, elementId, name, caseName, processName } = found;
  return {
    key: `task ${id}`,
    group: 'task',
    icon: 'inbox',
    name: words.element(found, elementId, name),
    note: [caseName, words.process(found, processName)].filter(Boolean).join(' · '),
    destination: { kind: 'task', id },
  };
}

export const personTarget = ({ id, name, email }: Person, title: string | undefined): Target => ({
  key: `person ${id}`,
  group: 'person',
  icon: 'user',
  name,
  note: [title, email].filter(Boolean).join(' · '),
  destination: { kind: 'person', email },
});
