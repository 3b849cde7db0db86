/** The application: what surrounds every screen, and the addresses. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { createQueryClient, queries } from './client/index.ts';
import { routeTree } from './routes.tsx';
import { parseSearch, stringifySearch } from './search.ts';
import type { RouteLook } from './shell/index.ts';
import { LoadingSkeleton, Surroundings } from './ui/index.ts';

/** The session ended elsewhere: what was read with it goes, and the routes ask for a new one. */
function onSignedOut(client: QueryClient): void {
  client.removeQueries({ queryKey: queries.me().queryKey });
  void router.invalidate();
}

const queryClient = createQueryClient(onSignedOut);
const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPendingComponent: LoadingSkeleton,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption extends RouteLook {}
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Surroundings>
        <RouterProvider router={router} />
      </Surroundings>
    </QueryClientProvider>
  );
}
