import type { InstanceSummary, Task } from '@fortnight/shared/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries } from '../client/index.ts';
import { hasRole, useDirectory, useJobTitle, useMe, watchingRoles } from '../session/index.ts';
import { useLocalName, useRegisteredShortcuts } from '../ui/index.ts';
import {
  caseTarget,
  type FoundWords,
  matches,
  personTarget,
  processTarget,
  shownOfEach,
  type Target,
  taskTarget,
} from './go-to-targets.ts';
import { usePlaces } from './navigation.tsx';

const quietMs = 180;

/** What was typed, once the typing pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function usePlaceTargets(): readonly Target[] {
  const { t } = useTranslation(['shell', 'account']);
  const places = usePlaces().map(
    ({ to, icon, name }) =>
      ({
        key: `place ${to}`,
        group: 'place',
        icon,
        name: t(`place.${name}`),
        note: '',
        destination: { kind: 'place', to },
      }) as const,
  );
  const account: Target = {
    key: 'place /account',
    group: 'place',
    icon: 'user',
    name: t('account:title'),
    note: '',
    destination: { kind: 'place', to: '/account' },
  };
  return [...places, account];
}

/** Keys that only move about a list say nothing as commands. */
const movingKeys: ReadonlySet<string> = new Set(['j', 'k', '/']);

/** What the screen below offers by key, offered by name as well. */
function useCommandTargets(): readonly Target[] {
  const areas = useRegisteredShortcuts((state) => state.areas);
  return areas.flatMap(({ area, shortcuts }) =>
    shortcuts
      .filter(({ key, withCommand }) => !withCommand && !movingKeys.has(key))
      .map(({ key, label, run }) => ({
        key: `command ${area} ${key}`,
        group: 'command' as const,
        icon: 'arrow' as const,
        name: label,
        note: area,
        destination: { kind: 'command' as const, run },
      })),
  );
}

interface Searched {
  readonly tasks: readonly Task[];
  readonly cases: readonly InstanceSummary[];
}
const nothing: Searched = { tasks: [], cases: [] };

/** The cases and tasks that hold what was typed. */
export function useSearched(typed: string): Searched {
  const search = useSettled(typed.trim());
  const isOn = search !== '';
  const { data: cases } = useQuery({
    queryKey: ['instances', 'go-to', search],
    queryFn: () => api.listInstances({ search, limit: shownOfEach }),
    enabled: isOn,
    placeholderData: keepPreviousData,
  });
  const { data: tasks } = useQuery({
    queryKey: ['tasks', 'go-to', search],
    queryFn: () => api.listTasks({ search, state: 'open', scope: 'all', limit: shownOfEach }),
    enabled: isOn,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => (isOn ? { tasks: tasks?.items ?? [], cases: cases?.items ?? [] } : nothing), [isOn, tasks, cases]);
}

/** What there is to go to for what was typed; without anything typed, the places and the commands of the screen. */
export function useTargets(typed: string, { tasks, cases }: Searched, words: FoundWords): readonly Target[] {
  const me = useMe();
  const nameOf = useLocalName();
  const { people } = useDirectory();
  const watches = hasRole(me, ...watchingRoles);
  const { data: processes } = useQuery(queries.processes());
  const places = usePlaceTargets();
  const commands = useCommandTargets();
  const titleWords = useJobTitle();
  const isThere = typed.trim() !== '';
  const fits = ({ name, note }: Target) => !isThere || matches(typed.trim(), name, note);
  const found = isThere ? (processes?.items ?? []) : [];
  return [
    ...places.filter(fits),
    ...found
      .filter((process) => matches(typed.trim(), process.name, process.id, ...Object.values(process.labels)))
      .slice(0, shownOfEach)
      .map((process) => processTarget(process, nameOf(process), watches)),
    ...tasks.map((task) => taskTarget(task, words)),
    ...cases.map((found) => caseTarget(found, words)),
    ...(isThere && hasRole(me, 'admin', 'audit') ? people : [])
      .filter(({ name, email, title }) => matches(typed.trim(), name, email, title, titleWords(title)))
      .slice(0, shownOfEach)
      .map((person) => personTarget(person, titleWords(person.title))),
    ...commands.filter(fits),
  ];
}
