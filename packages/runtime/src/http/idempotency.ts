/**
 * `Idempotency-Key`: the same key answers the same result for 24 hours, and takes effect once.
 *
 * Keys count per principal, method and path. The record is the store's business, because it must stand or fall
 * with what the command commits; here is only the protocol.
 */
import { sha256Hex } from '@fortnight/shared/base';
import { limits } from '@fortnight/shared/contract';
import type { Context, MiddlewareHandler } from 'hono';
import type { Principal } from '../access/index.ts';
import type { Environment } from './environment.ts';
import { isUnsafe, operationOf } from './gate.ts';
import { problem } from './problem.ts';

/** An answer as it is kept: 2xx or 4xx, its body as text. */
export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly etag: string | null;
  readonly body: string;
}

export interface IdempotencyStore {
  /** The record of a key, when it is younger than 24 hours. */
  find(key: string): Promise<{ bodyDigest: string; answer: KeptAnswer } | undefined>;
  /**
   * Runs a command and keeps its answer under the key, in the transaction that the command commits;
   * an answer that commits nothing (a 4xx) is kept by itself. An answer of undefined is not kept.
   */
  keep(key: string, bodyDigest: string, command: () => Promise<KeptAnswer | undefined>): Promise<void>;
}

const exempt: ReadonlySet<string> = new Set([
  'POST /session',
  'POST /jobs/activate',
  'POST /expressions/evaluate',
  'PUT /me/password',
  'POST /me/second-factor',
  'POST /me/second-factor/confirm',
  'POST /me/second-factor/turn-off',
  'POST /me/second-factor/recovery-codes',
]);
/** Members that are told once, and are null in a replay. */
const secrets: Readonly<Record<string, string>> = {
  'POST /api-keys': 'key',
  'POST /invitations': 'token',
  'POST /users/{id}/password-reset': 'token',
};

const nameOf = (principal: Principal | null): string =>
  principal === null ? 'anonymous' : principal.via.kind === 'session' ? `user:${principal.userId}` : `key:${principal.via.id}`;

/** Uploads are told apart by name and length: their parts' boundary differs with every try. */
async function digestOf({ req }: Context, operation: string): Promise<string> {
  const { search } = new URL(req.url);
  if (operation === 'POST /files') return sha256Hex(`${search}\n${req.header('Content-Length') ?? ''}`);
  // Read as text, the bytes of a zip would not come back.
  if (operation === 'POST /bundles') return sha256Hex(`${search}\n${await digestOfBundle(req)}`);
  return sha256Hex(`${search}\n${await req.text()}`);
}

/** Of a form its parts, for their boundary differs with every try. */
async function digestOfBundle(req: Context['req']): Promise<string> {
  const form = /^multipart\//i.test(req.header('Content-Type') ?? '') ? await req.formData().catch(() => undefined) : undefined;
  const zip = form?.get('bundle');
  if (form && !(zip instanceof File)) return '';
  const bytes = zip instanceof File ? await zip.arrayBuffer() : await req.arrayBuffer();
  return `${sha256Hex(new Uint8Array(bytes))}\n${form?.get('said') ?? ''}`;
}

async function toKept(response: Response, secret: string | undefined): Promise<KeptAnswer | undefined> {
  if (response.status >= 500 || response.status === 401 || response.status === 429) return undefined;
  const text = await response.clone().text();
  const body = secret !== undefined && response.ok ? JSON.stringify({ ...JSON.parse(text), [secret]: null }) : text;
  return { status: response.status, contentType: response.headers.get('Content-Type'), etag: response.headers.get('ETag'), body };
}

function replay(answer: KeptAnswer): Response {
  const headers = new Headers({ 'Idempotency-Replayed': 'true' });
  if (answer.contentType !== null) headers.set('Content-Type', answer.contentType);
  if (answer.etag !== null) headers.set('ETag', answer.etag);
  return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers });
}

export function idempotent(store: IdempotencyStore): MiddlewareHandler<Environment> {
  const inFlight = new Map<string, Promise<void>>();
  return async (context, next) => {
    const given = context.req.header('Idempotency-Key');
    const operation = operationOf(context);
    if (given === undefined || operation === undefined || !isUnsafe(context.req.method) || exempt.has(operation)) return next();
    if (given.trim() === '' || given.length > limits.idempotencyKeyLength)
      return problem(context, {
        status: 400,
        code: 'invalid-request',
        detail: `Idempotency-Key: expected 1 to ${limits.idempotencyKeyLength} characters.`,
        fields: [{ path: 'header.idempotency-key', message: `expected 1 to ${limits.idempotencyKeyLength} characters` }],
      });
    const key = sha256Hex([nameOf(context.var.principal), context.req.method, context.req.path, given].join('\n'));
    const bodyDigest = await digestOf(context, operation);
    while (inFlight.has(key)) await inFlight.get(key);
    let release = () => {};
    inFlight.set(key, new Promise((resolve) => (release = resolve)));
    try {
      const kept = await store.find(key);
      if (kept && kept.bodyDigest !== bodyDigest)
        return problem(context, {
          status: 422,
          code: 'idempotency-key-reused',
          detail: 'This Idempotency-Key came with another body before; take a new key for a new command.',
        });
      if (kept) return replay(kept.answer);
      await store.keep(key, bodyDigest, async () => {
        await next();
        return toKept(context.res, secrets[operation]);
      });
    } finally {
      inFlight.delete(key);
      release();
    }
  };
}
