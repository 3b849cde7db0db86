import type { CreateProcess } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { api, useRefusalText } from '../client/index.ts';

/** Makes a process and opens its drawing. */
export function useCreateProcess() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation({
    mutationFn: (body: CreateProcess) => api.createProcess(body),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['processes'] });
      await navigate({ to: '/processes/$processId/design', params: { processId: id } });
    },
    onError: (error) => message.error(refusalText(error)),
  });
}
