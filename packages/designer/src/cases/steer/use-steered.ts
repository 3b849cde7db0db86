import { useQueryClient } from '@tanstack/react-query';

/** Reads everything anew that shows where a case stands. */
export function useSteered(): () => void {
  const client = useQueryClient();
  return () => {
    for (const key of ['instances', 'tasks', 'home', 'processes']) void client.invalidateQueries({ queryKey: [key] });
  };
}
