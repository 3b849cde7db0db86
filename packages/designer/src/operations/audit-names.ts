import type { AuditEntry } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionWords } from '../cases/index.ts';
import { queries } from '../client/index.ts';
import { hasRole, useDirectory, useMe } from '../session/index.ts';
import { useLocalName } from '../ui/index.ts';

export interface AuditNames {
  /** A person, a process, a group or a key by name; undefined where nothing is known by the id. */
  readonly nameOf: (id: string) => string | undefined;
  readonly known: readonly { readonly id: string; readonly name: string }[];
}

/** The names of what stands in the log by its id. */
export function useAuditNames(): AuditNames {
  const me = useMe();
  const localName = useLocalName();
  const { people } = useDirectory();
  const { data: processes } = useQuery(queries.processes());
  const { data: archived } = useQuery(queries.processes({ archived: true }));
  const { data: groups } = useQuery(queries.groups());
  const { data: keys } = useQuery({ ...queries.apiKeys(), enabled: hasRole(me, 'admin') });
  const known = [
    ...people,
    ...[...(processes?.items ?? []), ...(archived?.items ?? [])].map((process) => ({ id: process.id, name: localName(process) })),
    ...(groups?.items ?? []),
    ...(keys?.items ?? []),
  ].map(({ id, name }) => ({ id, name }));
  const names = new Map(known.map(({ id, name }) => [id, name]));
  return { known, nameOf: (id) => names.get(id) };
}

/** Who did it: the person, else the key that it was done with. */
export function useActorName({ nameOf }: AuditNames) {
  const { t } = useTranslation('operations');
  const { nameOf: personName } = useDirectory();
  return useCallback(
    ({ by, via }: { readonly by: string | null; readonly via: string }): string => {
      const [kind, id = ''] = via.split(/:(.*)/s);
      if (by !== null || kind !== 'key') return personName(by);
      return id === 'environment' ? t('audit.environmentKey') : t('audit.byKey', { name: nameOf(id) ?? id });
    },
    [t, nameOf, personName],
  );
}

/** What a step is called that an entry names by its id: in the version that it names, else in the live one. */
export type ElementNameIn = (entry: AuditEntry, elementId: string) => string;

export function useElementNamesIn(entries: readonly AuditEntry[]): ElementNameIn {
  const { data } = useQuery(queries.processes());
  const versionOf = useCallback(
    ({ target, details }: AuditEntry) => {
      const process = data?.items.find(({ id }) => id === target);
      const version = typeof details.version === 'number' ? details.version : process?.liveVersion?.version;
      return process === undefined || version === undefined ? undefined : { processId: process.id, version };
    },
    [data],
  );
  const items = useMemo(
    () => entries.filter(({ details }) => details.elementId !== undefined).flatMap((entry) => versionOf(entry) ?? []),
    [entries, versionOf],
  );
  const words = useVersionWords(items);
  return (entry, elementId) => {
    const version = versionOf(entry);
    return version ? words.element(version, elementId, elementId) : elementId;
  };
}
