import type { Person } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { Avatar } from '../ui/index.ts';

export interface Directory {
  readonly people: readonly Person[];
  readonly personOf: (id: string | null | undefined) => Person | undefined;
  /** The name; `Fortnight` where no person acted; the id where nobody is known by it. */
  readonly nameOf: (id: string | null | undefined) => string;
}

/** Everybody's names, asked for once. */
export function useDirectory(): Directory {
  const { data } = useQuery(queries.people());
  const { t } = useTranslation('shell');
  return useMemo(() => {
    const people = data ?? [];
    const byId = new Map(people.map((person) => [person.id, person]));
    const personOf = (id: string | null | undefined) => (id ? byId.get(id) : undefined);
    return { people, personOf, nameOf: (id) => (id ? (personOf(id)?.name ?? (data ? id : '')) : t('nobody')) };
  }, [data, t]);
}

/** A person as avatar and name. */
export function PersonTag({ id }: { id: string | null | undefined }) {
  const { nameOf } = useDirectory();
  const name = nameOf(id);
  return (
    <span className="session-person">
      {id && <Avatar name={name} id={id} />}
      <span className="ui-trunc">{name}</span>
    </span>
  );
}
