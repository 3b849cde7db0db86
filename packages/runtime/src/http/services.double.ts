/** Services that answer nothing in particular and note what reached them: for tests of what stands before them. */
import type { Principal, SystemRole } from '../access/index.ts';
import type { KeptAnswer } from './idempotency.ts';
import type { Services } from './services.ts';

/** A key's name is its roles: `Bearer admin`, `Bearer owner+risk`; the cookie `session=li` is a participant. */
function identify(headers: Headers): Principal | null {
  const bearer = headers.get('Authorization')?.replace(/^Bearer /, '');
  if (bearer === 'unknown') return null;
  if (bearer !== undefined)
    return { userId: null, roles: bearer.split('+') as SystemRole[], groups: [], via: { kind: 'key', id: bearer } };
  const userId = /session=(\w+)/.exec(headers.get('Cookie') ?? '')?.[1];
  return userId ? { userId, roles: ['participant'], groups: [], via: { kind: 'session', id: 's1' } } : null;
}

export function createServicesDouble(answers: Readonly<Record<string, (...args: never[]) => unknown>> = {}) {
  const calls: string[] = [];
  const room = <T extends object>(name: string): T =>
    new Proxy({} as T, {
      get: (_, method) =>
        method === 'subscribe'
          ? async function* (...args: never[]) {
              yield answers.subscribe?.(...args);
            }
          : async (...args: never[]) => {
              calls.push(`${name}.${String(method)}`);
              return answers[String(method)]?.(...args) ?? {};
            },
    });
  const kept = new Map<string, { bodyDigest: string; answer: KeptAnswer }>();
  const services: Services = {
    engine: room('engine'),
    insight: room('insight'),
    releases: room('releases'),
    reports: room('reports'),
    opinions: { look: () => ({ state: 'none', opinion: null }), ask: () => ({ state: 'running', opinion: null }) },
    access: new Proxy(room<Services['access']>('access'), {
      get: (target, method) =>
        method === 'identify' ? async (headers: Headers) => identify(headers) : Reflect.get(target, method),
    }),
    files: room('files'),
    idempotency: {
      find: async (key) => kept.get(key),
      keep: async (key, bodyDigest, command) => {
        const answer = await command();
        if (answer) kept.set(key, { bodyDigest, answer });
      },
    },
    validate: async () => ({ problems: [] }),
    evaluateExpression: async () => ({ value: 1, warnings: [] }),
    readiness: async () => ({ isReady: true }),
    openIncidentCount: async () => 3,
  };
  return { services, calls };
}
