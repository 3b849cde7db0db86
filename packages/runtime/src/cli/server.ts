/** The server that a command talks to. */
import type { ProblemDocument } from '@fortnight/shared/contract';
import { wordsOf } from './problem-line.ts';
import { UsageError } from './usage.ts';

/** What a server answers: a body, or why not. */
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: ProblemDocument };

export interface Server {
  /** As it was named, without a slash at its end. */
  readonly address: string;
  ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>>;
  /** Sends the parts of a form. */
  send<T>(path: string, form: FormData): Promise<Answer<T>>;
  /** Reads bytes. */
  download(path: string): Promise<Answer<Uint8Array>>;
}

/** Errors: a call throws a UsageError where nothing answers, or what answers is no Fortnight server. */
export function connect(named: string, key: string, flag = '--server'): Server {
  const address = named.replace(/\/+$/, '');
  if (!URL.canParse(address))
    throw new UsageError(`${flag}: expected an address such as http://localhost:3014, found "${named}".`);

  async function fetched(method: string, path: string, body?: string | FormData, type?: string): Promise<Response> {
    const headers = { Authorization: `Bearer ${key}`, ...(type !== undefined && { 'Content-Type': type }) };
    return fetch(`${address}/api/v1${path}`, { method, headers, ...(body !== undefined && { body }) }).catch(() => {
      throw new UsageError(`Nothing answers at ${address}; start it with "fortnight serve", or name it by ${flag}.`);
    });
  }
  const jsonOf = async <T>(response: Response): Promise<T> => {
    if (!/[/+]json\b/.test(response.headers.get('Content-Type') ?? '')) throw isNone(response);
    return response.json().catch(() => {
      throw isNone(response);
    }) as Promise<T>;
  };
  const isNone = ({ status }: Response) =>
    new UsageError(`What answers at ${address} is no Fortnight server (${status}); name yours by ${flag}.`);
  const answered = async <T>(response: Response): Promise<Answer<T>> =>
    response.ok ? { ok: true, body: await jsonOf<T>(response) } : { ok: false, problem: await jsonOf(response) };

  return {
    address,
    ask: async (method, path, body) =>
      answered(
        await (body === undefined ? fetched(method, path) : fetched(method, path, JSON.stringify(body), 'application/json')),
      ),
    send: async (path, form) => answered(await fetched('POST', path, form)),
    async download(path) {
      const response = await fetched('GET', path);
      if (!response.ok) return { ok: false, problem: await jsonOf(response) };
      return { ok: true, body: new Uint8Array(await response.arrayBuffer()) };
    },
  };
}

/** The server and key that were named, else those of the environment. Errors: a UsageError where there is no key. */
export function connectTo({ server, key }: { readonly server?: string | undefined; readonly key?: string | undefined }): Server {
  const found = key ?? process.env.FORTNIGHT_ADMIN_KEY;
  if (found === undefined)
    throw new UsageError('Expected an admin key: set FORTNIGHT_ADMIN_KEY for the server and here, or make a key in Operations.');
  return connect(server ?? process.env.FORTNIGHT_SERVER ?? 'http://localhost:3014', found);
}

/** Tells a refusal, with what is wrong in each file. */
export function tellRefusal(what: string, { status, detail, problems = [] }: ProblemDocument): void {
  for (const problem of problems) console.error(wordsOf(problem));
  console.error(`${what} (${status}): ${detail ?? ''}`);
}

/** The body, or an error in the words of the server. */
export function bodyOf<T>(answer: Answer<T>, what: string): T {
  if (answer.ok) return answer.body;
  throw new Error(`${what} (${answer.problem.status}): ${answer.problem.detail ?? ''}`);
}
