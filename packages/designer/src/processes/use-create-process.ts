import type { CreateProcess } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../client/index.ts';

/** Makes a process and opens its drawing; whoever asks says why it was refused. */
export function useCreateProcess() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: CreateProcess) => api.createProcess(body),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['processes'] });
      await navigate({ to: '/processes/$processId/design', params: { processId: id } });
    },
  });
}
