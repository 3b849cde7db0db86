/** One request to the API: its address, its once-only key, its refusal as a `ProblemError`. */
import { ProblemError } from './problem-error.ts';

export const apiPrefix = '/api/v1';
/** Characters of a body, each at most three bytes. */
const keptAliveBytes = 20_000;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  readonly query?: object;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** An address below the API with its query; members that are undefined or empty stay out. */
export function addressOf(path: string, query: object = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return `${apiPrefix}${path}${text === '' ? '' : `?${text}`}`;
}

/** `crypto.randomUUID` exists on secure pages only; a server in the office is often plain http. */
const onceKey = (): string => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

async function refusalOf(response: Response): Promise<ProblemError> {
  const document: unknown = await response.json().catch(() => undefined);
  return new ProblemError(response.status, typeof document === 'object' && document !== null ? document : {});
}

async function attempt(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError(0, { code: 'unreachable', detail: 'The server does not answer.' });
  }
}

/** A change carries a key that makes it take effect once, so that it may be sent again when the line broke. */
async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const isChange = method !== 'GET';
  const isJson = options.body !== undefined && !(options.body instanceof Blob);
  const body = isJson ? JSON.stringify(options.body) : (options.body as Blob | undefined);
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      ...(isJson && { 'Content-Type': 'application/json' }),
      ...(isChange && { 'Idempotency-Key': onceKey() }),
      ...options.headers,
    },
    ...(body !== undefined && { body }),
    // What was decided is still sent when the page goes; browsers take no more than 64 kB for that.
    ...(typeof body === 'string' && body.length < keptAliveBytes && { keepalive: true }),
    ...(options.signal && { signal: options.signal }),
  };
  const address = addressOf(path, options.query);
  const response = isChange
    ? await attempt(address, init).catch((error: unknown) => {
        if (error instanceof ProblemError) return attempt(address, init);
        throw error;
      })
    : await attempt(address, init);
  if (!response.ok) throw await refusalOf(response);
  return response;
}

/** Changes that are on their way, by what they say. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Sends and reads the JSON of the answer; nothing when there is none.
 *
 * The same change again, while it is on its way, is that change: a double click asks for nothing twice.
 */
export function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const read = async () => {
    const response = await send(method, path, options);
    return response.status === 204 ? undefined : response.json();
  };
  if (method === 'GET' || options.body instanceof Blob || options.signal) return read() as Promise<T>;
  const what = JSON.stringify([method, path, options.query, options.body, options.headers]);
  const standing = underWay.get(what);
  if (standing) return standing as Promise<T>;
  const sent = read().finally(() => underWay.delete(what));
  underWay.set(what, sent);
  return sent as Promise<T>;
}

/** Sends and reads the answer as text. */
export const requestText = async (path: string): Promise<string> =>
  (await send('GET', path, { headers: { Accept: 'application/xml, text/plain' } })).text();

/** Sends and reads the answer as a file. */
export const requestBlob = async (path: string, type: string): Promise<Blob> =>
  (await send('GET', path, { headers: { Accept: type } })).blob();

/** A part of a path, safe to put into an address. */
export const part = encodeURIComponent;
