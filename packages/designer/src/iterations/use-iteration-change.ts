import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRefusalText } from '../client/index.ts';

interface Options<T, Answer> {
  readonly change: (value: T) => Promise<Answer>;
  readonly onDone?: (answer: Answer) => void;
  /** Where the refusal is shown beside what was typed, it is not told twice. */
  readonly isTold?: boolean;
}

/** A change of what the iteration screens show: everything that stands on it is read again. */
export function useIterationChange<T = void, Answer = unknown>({ change, onDone, isTold = true }: Options<T, Answer>) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation<Answer, Error, T>({
    mutationFn: change,
    onSuccess: async (answer) => {
      await Promise.all(
        ['iterations', 'evidence', 'suggestions', 'release-notes', 'processes', 'home'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      );
      onDone?.(answer);
    },
    onError: (error) => {
      if (isTold) void message.error(refusalText(error));
    },
  });
}
