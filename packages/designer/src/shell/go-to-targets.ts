/** What “Search or go to” finds: places and commands at once, then processes, cases, tasks and people by parts of words. */
import type { InstanceSummary, Person, Process, Task } from '@fortnight/shared/contract';
import type { IconName } from '../ui/index.ts';

export type Destination =
  | { readonly kind: 'place'; readonly to: '/' | '/inbox' | '/cases' | '/processes' | '/operations' | '/account' }
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

export const caseTarget = ({ id, caseName, businessKey, processName, stage }: InstanceSummary): Target => ({
  key: `case ${id}`,
  group: 'case',
  icon: 'cases',
  name: caseName || (businessKey ?? id),
  note: [businessKey, processName, stage?.name].filter(Boolean).join(' · '),
  destination: { kind: 'case', id },
});

export const taskTarget = ({ id, name, caseName, processName }: Task): Target => ({
  key: `task ${id}`,
  group: 'task',
  icon: 'inbox',
  name,
  note: [caseName, processName].filter(Boolean).join(' · '),
  destination: { kind: 'task', id },
});

export const personTarget = ({ id, name, title, email }: Person): Target => ({
  key: `person ${id}`,
  group: 'person',
  icon: 'user',
  name,
  note: [title, email].filter(Boolean).join(' · '),
  destination: { kind: 'person', email },
});
