/** Server-sent events: that something changed, never what. */

import { limits } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import type { Principal } from '../../access/index.ts';
import { caller, createRouter } from '../environment.ts';
import { RequestRefused } from '../problem.ts';
import type { Services } from '../services.ts';

const heartbeatMs = 25_000;
const lastPosition = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;

/** Who is signed in, whatever way; a person's windows count together. */
const nameOf = ({ userId, via }: Principal): string => userId ?? `${via.kind} ${via.id}`;
/** What decides on what somebody sees. */
const rightsOf = ({ userId, roles, groups }: Principal): string => JSON.stringify([userId, roles.toSorted(), groups.toSorted()]);

/** Streams that are open: of everybody, and of each. */
function createTurnstile() {
  const counts = new Map<string, number>();
  let all = 0;
  return {
    hasRoom: (name: string): boolean => all < limits.eventStreams && (counts.get(name) ?? 0) < limits.eventStreamsPerCaller,
    enter(name: string): void {
      all += 1;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    leave(name: string): void {
      all -= 1;
      const left = (counts.get(name) ?? 1) - 1;
      if (left > 0) counts.set(name, left);
      else counts.delete(name);
    },
  };
}

export const eventsRoutes = ({ engine, access }: Services, closing: AbortSignal) => {
  const turnstile = createTurnstile();
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
      const name = nameOf(by);
      if (!turnstile.hasRoom(name))
        throw new RequestRefused(503, 'too-many-streams', 'Too many event streams are open; try again.');
      const after = lastPosition(context.req.header('Last-Event-ID'));
      return streamSSE(context, async (stream) => {
        turnstile.enter(name);
        const gone = new AbortController();
        stream.onAbort(() => gone.abort());
        const signal = AbortSignal.any([gone.signal, closing]);
        // Whoever signed out, was deactivated or may see less by now is let go; a browser comes again, and is looked at anew.
        const beat = async (): Promise<void> => {
          const now = await access.identify(context.req.raw.headers).catch(() => null);
          if (now === null || rightsOf(now) !== rightsOf(by)) gone.abort();
          else await stream.write(': alive\n\n');
        };
        const heartbeat = setInterval(() => void beat(), heartbeatMs);
        try {
          await stream.write('retry: 2000\n\n');
          for await (const event of engine.subscribe(by, { signal, ...(after !== undefined && { after }) }))
            await stream.writeSSE({ id: String(event.position), data: JSON.stringify(event) });
        } finally {
          clearInterval(heartbeat);
          turnstile.leave(name);
        }
      });
    },
  );
};
