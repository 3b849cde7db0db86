/** Server-sent events: that something changed, never what. */

import { limits } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { caller, createRouter } from '../environment.ts';
import { RequestRefused } from '../problem.ts';
import type { Services } from '../services.ts';

const heartbeatMs = 25_000;
const lastPosition = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;

export const eventsRoutes = ({ engine }: Services, closing: AbortSignal) => {
  let open = 0;
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/events/stream',
      operationId: 'streamEvents',
      tags: ['events'],
      summary: 'Tells what changed, as it is committed; resumes by Last-Event-ID',
      responses: {
        200: { description: 'Events of `{position, type, ids}`', content: { 'text/event-stream': { schema: z.string() } } },
      },
    }),
    (context) => {
      const by = caller(context);
      if (open >= limits.eventStreams)
        throw new RequestRefused(503, 'too-many-streams', 'Too many event streams are open; try again.');
      const after = lastPosition(context.req.header('Last-Event-ID'));
      return streamSSE(context, async (stream) => {
        open += 1;
        const gone = new AbortController();
        stream.onAbort(() => gone.abort());
        const signal = AbortSignal.any([gone.signal, closing]);
        const heartbeat = setInterval(() => void stream.write(': alive\n\n'), heartbeatMs);
        try {
          await stream.write('retry: 2000\n\n');
          for await (const event of engine.subscribe(by, { signal, ...(after !== undefined && { after }) }))
            await stream.writeSSE({ id: String(event.position), data: JSON.stringify(event) });
        } finally {
          clearInterval(heartbeat);
          open -= 1;
        }
      });
    },
  );
};
