/** The OpenAPI document: what the routes say, and what holds for all of them. */
import { limits } from '@fortnight/shared/contract';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { JSONValue } from 'hono/utils/types';
import type { Environment } from './environment.ts';
import { policies } from './policy.ts';

const refused = {
  description: 'Refused: a problem document (RFC 9457) with a stable code.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDocument' } } },
};
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key answers the same result for 24 h, and takes effect once.',
  schema: { type: 'string', maxLength: limits.idempotencyKeyLength },
} as const;
const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Describes the API; every operation carries `x-fortnight-policy`. */
export function describeApi(api: OpenAPIHono<Environment>, server: string): Record<string, JSONValue> {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Fortnight',
      version: '1',
      description: 'Processes, cases, tasks. Times are ISO 8601 UTC; lists take limit and cursor and answer {items, nextCursor}.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: server }],
  });
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const policy = policies[`${method.toUpperCase()} ${path}`];
      Object.assign(operation, {
        'x-fortnight-policy': policy,
        security: policy?.who === 'anyone' ? [] : [{ key: [] }, { session: [] }],
        responses: { ...operation.responses, default: refused },
        ...(method !== 'get' && { parameters: [...(operation.parameters ?? []), idempotencyKey] }),
      });
    }
  const whole = {
    ...document,
    components: {
      ...document.components,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'fortnight.session_token' },
      },
    },
  };
  // The generator's types know more than JSON; what is served is JSON.
  return JSON.parse(JSON.stringify(whole));
}
