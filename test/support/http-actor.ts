/** The API as an actor calls it, with a key. */
import type { ProblemDocument } from '@fortnight/shared/contract';
import type { Actor } from './main-job.ts';

/** What the API refused. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(`${problem.status} ${problem.code}: ${problem.detail ?? ''}`);
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
  }
}

export type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Calls under `/api/v1` with a bearer key. `address` is asked for at each call: a server may come back elsewhere. */
export const callWith =
  (address: () => string, key: string): Call =>
  async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${address()}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(JSON.parse(text));
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };

export const httpActor = (call: Call): Actor => ({
  startInstance: (body) => call('POST', '/instances', body),
  getInstance: (id) => call('GET', `/instances/${id}`),
  listEvents: (id) => call('GET', `/instances/${id}/events?limit=200`),
  listTasks: (instanceId) => call('GET', `/tasks?instanceId=${instanceId}&limit=200`),
  claimTask: (id) => call('POST', `/tasks/${id}/claim`),
  completeTask: (id, body) => call('POST', `/tasks/${id}/complete`, body),
  upload(name, text, instanceId) {
    const form = new FormData();
    form.set('file', new Blob([text], { type: 'text/plain' }), name);
    return call('POST', `/files?instanceId=${instanceId}`, form);
  },
});
