import { serve } from '@hono/node-server';

/** Serves on a free port. */
export const listen = (
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ readonly address: string; close(): Promise<void> }> =>
  new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ address: `http://127.0.0.1:${port}`, close: () => new Promise((closed) => server.close(() => closed())) }),
    );
  });
