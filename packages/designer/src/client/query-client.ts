import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.ts';

/** A refusal stays a refusal; only what did not answer is asked again. */
const isWorthRetrying = (count: number, error: unknown): boolean =>
  count < 2 && error instanceof ProblemError && (error.status === 0 || error.status >= 500);

/** The cache of readings; `onSignedOut` is called when the server no longer knows the session. */
export const createQueryClient = (onSignedOut: (client: QueryClient) => void): QueryClient => {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof ProblemError && error.status === 401 && query.queryKey[0] !== 'me') onSignedOut(client);
      },
    }),
    defaultOptions: { queries: { retry: isWorthRetrying, staleTime: 15_000, refetchOnWindowFocus: true } },
  });
  return client;
};
