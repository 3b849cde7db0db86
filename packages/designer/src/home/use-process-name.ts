import { useQuery } from '@tanstack/react-query';
import { queries } from '../client/index.ts';
import { useLocalName } from '../ui/index.ts';

/** A process's name in the reader's language, where the list of processes knows it. */
export function useProcessName(): (id: string, name: string) => string {
  const { data } = useQuery(queries.processes());
  const nameOf = useLocalName();
  return (id, name) => {
    const process = data?.items.find((each) => each.id === id);
    return process ? nameOf(process) : name;
  };
}
