import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Task } from '@fortnight/shared/contract';
import { hc } from 'hono/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, createApp, type HttpOptions, policies } from './index.ts';
import { RequestRefused } from './problem.ts';
import { createServicesDouble } from './services.double.ts';

type Answers = Parameters<typeof createServicesDouble>[0];
/** An answer's body, as loosely as a test looks into it. */
interface Body {
  readonly [member: string]: unknown;
  readonly code: string;
  readonly fields: { path: string }[];
  readonly paths: Record<string, Record<string, Record<string, unknown>>>;
}
const bodyOf = async (response: Response | Promise<Response>) => (await (await response).json()) as Body;

const open = (answers?: Answers, options?: HttpOptions) => {
  const { services, calls } = createServicesDouble(answers);
  const app = createApp(services, { log: () => {}, ...options });
  const send = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { Authorization: 'Bearer admin' },
  ) =>
    app.request(path.startsWith('/api/') || path.startsWith('/health') || path === '/metrics' ? path : `/api/v1${path}`, {
      method,
      headers: { Host: 'localhost', ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return { app, send, calls };
};

describe('the policy table', () => {
  const entries = Object.entries(policies).filter(([operation]) => operation !== 'POST /clock');
  const pathOf = (template: string) => template.replaceAll('{version}', '1').replace(/\{\w+\}/g, 'x');

  it.each(entries.filter(([, { who }]) => who !== 'anyone'))('answers 401 to nobody on %s', async (operation) => {
    const [method = '', template = ''] = operation.split(' ');
    const { send, calls } = open();
    const response = await send(method, pathOf(template), undefined, {});
    expect([response.status, (await bodyOf(response)).code]).toEqual([401, 'not-signed-in']);
    expect(calls).toEqual([]);
  });

  it.each(entries.filter(([, { who }]) => typeof who === 'object'))('answers 403 to the wrong role on %s', async (operation) => {
    const [method = '', template = ''] = operation.split(' ');
    const { send, calls } = open();
    const response = await send(method, pathOf(template), undefined, { Authorization: 'Bearer participant' });
    expect([response.status, (await bodyOf(response)).code]).toEqual([403, 'role-missing']);
    expect(calls).toEqual([]);
  });

  it('fails the start when a route has no line in it', () => {
    const { services } = createServicesDouble();
    expect(() => createApp(services, { extend: (api) => void api.get('/backdoor', (context) => context.text('in')) })).toThrow(
      'routes without a policy: GET /backdoor',
    );
  });

  it('stands on every operation of the description, under a mount too', async () => {
    const { send } = open();
    const description = await bodyOf(send('GET', '/openapi.json'));
    const operations = Object.entries(description.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation['x-fortnight-policy']]),
    );
    expect(description.openapi).toBe('3.1.0');
    expect(Object.fromEntries(operations)).toEqual(Object.fromEntries(entries));
  });

  it('knows a key that is not good from none', async () => {
    const response = await open().send('GET', '/tasks', undefined, { Authorization: 'Bearer unknown' });
    expect([response.status, (await bodyOf(response)).code]).toEqual([401, 'unknown-key']);
  });
});

describe('bad input', () => {
  it.each([
    ['POST', '/instances', '{', 400, 'malformed-request'],
    ['POST', '/instances', {}, 400, 'invalid-request', 'json.processId'],
    ['POST', '/instances', { processId: 'p', colour: 1 }, 400, 'invalid-request', 'json'],
    ['POST', '/instances', { processId: 'p', variables: [] }, 400, 'invalid-request', 'json.variables'],
    ['GET', '/tasks?limit=201', undefined, 400, 'invalid-request', 'query.limit'],
    ['GET', '/tasks?state=done', undefined, 400, 'invalid-request', 'query.state'],
    ['GET', '/processes/p/versions/one', undefined, 400, 'invalid-request', 'param.version'],
    ['POST', '/deployments', { files: [] }, 400, 'invalid-request', 'json.files'],
    ['POST', '/users', { email: 'x', name: 'X' }, 400, 'invalid-request', 'json.email'],
    ['GET', '/nowhere', undefined, 404, 'no-such-route'],
    ['GET', '/api/v2/tasks', undefined, 404, 'no-such-route'],
    ['DELETE', '/tasks/x', undefined, 405, 'method-not-allowed'],
  ] as const)('%s %s %j is refused with %i %s', async (...[method, path, body, status, code, field]) => {
    const response = await open().send(method, path, body);
    const document = await bodyOf(response);
    expect([response.status, document.code, document.status]).toEqual([status, code, status]);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    if (field !== undefined) expect(document.fields.map((at) => at.path)).toContain(field);
  });

  it('that is no JSON is 415, and too much of it 413', async () => {
    const { send } = open();
    const typed = await send('POST', '/instances', 'a=b', {
      Authorization: 'Bearer admin',
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect([typed.status, (await bodyOf(typed)).code]).toEqual([415, 'unsupported-type']);
    const big = await send('POST', '/instances', { processId: 'x'.repeat(11 * 1024 * 1024) });
    expect([big.status, (await bodyOf(big)).code]).toEqual([413, 'too-large']);
  });

  it('is not read of whoever may not come in, and little of whoever signs in', async () => {
    const { send } = open();
    const large = { email: 'a@b.example', password: 'x'.repeat(100_000) };
    expect((await send('POST', '/instances', large, {})).status).toBe(401);
    expect((await send('POST', '/deployments', large, { Authorization: 'Bearer participant' })).status).toBe(403);
    const signIn = await send('POST', '/session', large, { Origin: 'http://localhost' });
    expect([signIn.status, (await bodyOf(signIn)).params]).toEqual([413, { limit: 65_536 }]);
  });

  it('that breaks off is not logged as ours', async () => {
    const logged: unknown[] = [];
    const { app } = open({ startInstance: () => Promise.reject(new Error('aborted')) }, { log: (error) => logged.push(error) });
    const gone = AbortSignal.abort();
    const headers = { Authorization: 'Bearer admin', 'Content-Type': 'application/json' };
    const body = JSON.stringify({ processId: 'p' });
    await app.request(new Request('http://localhost/api/v1/instances', { method: 'POST', headers, body, signal: gone }));
    expect(logged).toEqual([]);
  });

  it('does not include a body left out where every member is optional', async () => {
    const { send, calls } = open();
    expect((await send('POST', '/tasks/t/complete')).status).toBe(200);
    expect((await send('POST', '/tasks/t/complete', '')).status).toBe(200);
    expect(calls).toEqual(['engine.completeTask', 'engine.completeTask']);
  });
});

describe('refusals of services', () => {
  it('keep their status, code and params; a defect tells nothing', async () => {
    const { send } = open({
      claimTask: () => {
        throw new RequestRefused(409, 'task-not-open', 'Taken at 11:20.', { by: 'li' });
      },
      getTask: () => {
        throw new Error('secret');
      },
    });
    const refused = await send('POST', '/tasks/t/claim');
    expect([refused.status, await bodyOf(refused)]).toMatchObject([409, { code: 'task-not-open', params: { by: 'li' } }]);
    const defect = await send('GET', '/tasks/t');
    expect(defect.status).toBe(500);
    expect(await defect.text()).not.toContain('secret');
  });
});

describe('sessions', () => {
  const cookie = { Cookie: 'session=li' };
  it.each([
    ['its own origin', { ...cookie, Origin: 'http://localhost' }, 200],
    ['another origin', { ...cookie, Origin: 'http://evil.example' }, 403],
    ['no origin', cookie, 403],
    ['an opaque origin', { ...cookie, Origin: 'null' }, 403],
    ['an allowed origin', { ...cookie, Origin: 'https://crm.example' }, 200],
  ])('write from %s', async (_, headers, status) => {
    const { send } = open({}, { origins: ['https://crm.example'] });
    expect((await send('POST', '/tasks/t/claim', undefined, headers)).status).toBe(status);
  });

  it('read without an origin', async () => {
    expect((await open().send('GET', '/tasks/t', undefined, cookie)).status).toBe(200);
  });
});

describe('Idempotency-Key', () => {
  const as = (key: string) => ({ Authorization: 'Bearer admin', 'Idempotency-Key': key });

  it('answers the same again, and takes effect once, two at a time too', async () => {
    let count = 0;
    const { send } = open({ startInstance: () => ({ id: `case-${++count}` }) });
    const [first, second] = await Promise.all([1, 2].map(() => send('POST', '/instances', { processId: 'p' }, as('k'))));
    expect([await first?.text(), first?.status]).toEqual([await second?.text(), second?.status]);
    expect([first, second].map((response) => response?.headers.get('Idempotency-Replayed'))).toEqual([null, 'true']);
    expect(count).toBe(1);
  });

  it('refuses another body, and counts per principal', async () => {
    const { send, calls } = open();
    await send('POST', '/instances', { processId: 'p' }, as('k'));
    expect((await send('POST', '/instances', { processId: 'q' }, as('k'))).status).toBe(422);
    expect((await send('POST', '/instances', { processId: 'q' }, { ...as('k'), Authorization: 'Bearer worker' })).status).toBe(
      201,
    );
    expect(calls).toHaveLength(2);
  });

  it('tells the secret of a new key once', async () => {
    const { send } = open({ createApiKey: () => ({ id: 'k1', key: 'secret' }) });
    const make = () => send('POST', '/api-keys', { name: 'crm', roles: ['worker'] }, as('k'));
    expect(await bodyOf(make())).toEqual({ id: 'k1', key: 'secret' });
    expect(await bodyOf(make())).toEqual({ id: 'k1', key: null });
  });

  it('keeps a refusal, not a failure', async () => {
    let tries = 0;
    const { send } = open({
      claimTask: () => {
        throw new RequestRefused(409, 'task-not-open', `try ${++tries}`);
      },
      remindTask: () => {
        throw new Error(`try ${++tries}`);
      },
    });
    for (const _ of [1, 2]) await send('POST', '/tasks/t/claim', undefined, as('a'));
    expect(tries).toBe(1);
    for (const _ of [1, 2]) await send('POST', '/tasks/t/remind', undefined, as('b'));
    expect(tries).toBe(3);
  });
});

describe('drafts', () => {
  it('are read with an ETag and saved over the one that If-Match names', async () => {
    const seen: unknown[] = [];
    const { send } = open({
      getDraft: () => ({ etag: 'e1' }),
      saveDraft: (...args: unknown[]) => {
        seen.push(args[3]);
        throw new RequestRefused(412, 'draft-changed', 'Saved by Li at 11:20.', { etag: 'e2', savedBy: 'li' });
      },
    });
    expect((await send('GET', '/processes/p/draft')).headers.get('ETag')).toBe('"e1"');
    const stale = await send(
      'PUT',
      '/processes/p/draft',
      { bpmn: '<x/>' },
      { Authorization: 'Bearer owner', 'If-Match': '"e1"' },
    );
    expect([stale.status, (await bodyOf(stale)).params]).toEqual([412, { etag: 'e2', savedBy: 'li' }]);
    expect(seen).toEqual(['e1']);
  });
});

describe('the event stream', () => {
  it('resumes after Last-Event-ID and ends with the server', async () => {
    const closing = new AbortController();
    const asked: unknown[] = [];
    const { send } = open(
      {
        subscribe: (...args: unknown[]) => {
          asked.push((args[1] as { after?: number }).after);
          return { position: 8, type: 'taskOpened', ids: { taskId: 't' } };
        },
      },
      { closing: closing.signal },
    );
    const response = await send('GET', '/events/stream', undefined, { Authorization: 'Bearer admin', 'Last-Event-ID': '7' });
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    closing.abort();
    expect(await response.text()).toContain('id: 8');
    expect(asked).toEqual([7]);
  });
});

describe('sending back', () => {
  it('completes with the outcome that sends back, whatever it is called', async () => {
    const seen: unknown[] = [];
    const { send } = open({
      getTask: () => ({
        choices: [
          { id: 'ok', kind: 'approve' },
          { id: 'again', kind: 'send-back' },
        ],
      }),
      completeTask: (...args: unknown[]) => {
        seen.push(args[2]);
        return {};
      },
    });
    await send('POST', '/tasks/t/send-back', { comment: 'The price is old.' });
    expect(seen).toEqual([{ comment: 'The price is old.', outcome: 'again' }]);
  });

  it('is refused where no outcome does', async () => {
    const { send } = open({ getTask: () => ({ choices: [{ id: 'ok', kind: 'approve' }] }) });
    const response = await send('POST', '/tasks/t/send-back', { comment: 'The price is old.' });
    expect([response.status, (await bodyOf(response)).code]).toEqual([409, 'no-send-back']);
  });
});

describe('the designer', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fortnight-designer-'));
    await mkdir(join(folder, 'dist/assets'), { recursive: true });
    await writeFile(join(folder, 'dist/index.html'), 'the page');
    await writeFile(join(folder, 'dist/assets/main-1a2b.js'), 'the code');
    await writeFile(join(folder, 'secret.json'), 'secret');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const get = (path: string, from = 'dist') => open({}, { designerFolder: join(folder, from) }).app.request(path);

  it('gets its hashed files for ever, and its page for each of its addresses', async () => {
    const asset = await get('/assets/main-1a2b.js');
    expect([await asset.text(), asset.headers.get('Cache-Control')]).toEqual(['the code', 'public, max-age=31536000, immutable']);
    for (const path of ['/', '/cases/x', '/inbox/%E5%90%88', '/%'])
      expect([path, await (await get(path)).text()]).toEqual([path, 'the page']);
    expect((await get('/assets/gone.js')).status).toBe(404);
  });

  it('hands out nothing beside its folder', async () => {
    for (const path of ['/../secret.json', '/..%2fsecret.json', '/assets/..%2f..%2fsecret.json', '//secret.json'])
      expect(await (await get(path)).text()).not.toBe('secret');
  });

  it('says in words when it is not built', async () => {
    const response = await get('/', 'nowhere');
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm start')]);
  });
});

describe('the typed client', () => {
  it('knows the routes, their bodies and their answers', async () => {
    const { app } = open({ completeTask: () => ({ id: 't', state: 'completed' }) });
    const client = hc<Api>('http://localhost/api/v1', {
      headers: { Authorization: 'Bearer admin' },
      fetch: (input: string | URL | Request, init?: RequestInit) => app.request(input, init),
    });
    const response = await client.tasks[':id'].complete.$post({ param: { id: 't' }, json: { outcome: 'approve' } });
    const { state }: Pick<Task, 'state'> = await response.json();
    expect(state).toBe('completed');
  });
});

describe('everything else', () => {
  it('serves health, metrics and the reference page from itself alone', async () => {
    const { send } = open();
    expect((await send('GET', '/health/ready')).status).toBe(200);
    await send('GET', '/tasks');
    expect(await (await send('GET', '/metrics')).text()).toMatch(
      /operation="GET \/tasks",status="200"[\s\S]*fortnight_open_incidents 3/,
    );
    const page = await send('GET', '/api/docs', undefined, {});
    expect(await page.text()).not.toMatch(/https?:\/\//);
    expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self';");
    expect((await send('GET', '/api/docs/swagger-ui-bundle.js', undefined, {})).status).toBe(200);
  });

  it('shuts a download off from everything, should a browser show it after all', async () => {
    const file = { id: 'f', name: 'a.txt', type: 'text/plain', sizeBytes: 1, sha256: '0', uploadedBy: null, uploadedAt: '' };
    const { send } = open({ read: () => ({ file, content: new Blob(['x']).stream() }) });
    const { headers } = await send('GET', '/files/f');
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('works under a mount', async () => {
    const { Hono } = await import('hono');
    const host = new Hono().route('/workflow', open().app);
    expect((await host.request('/workflow/api/v1/tasks')).status).toBe(401);
    expect((await host.request('/workflow/api/v1/limits')).status).toBe(200);
    expect((await host.request('/workflow/api/v1/nowhere')).status).toBe(404);
    const description = await bodyOf(host.request('/workflow/api/v1/openapi.json'));
    expect(description.servers).toEqual([{ url: '/workflow/api/v1' }]);
  });

  it('moves the clock only where it is driven by hand, and only from this machine', async () => {
    const move = { at: '2026-11-24T09:00:00Z' };
    expect((await open().send('POST', '/clock', move)).status).toBe(404);
    const { send } = open({}, { moveClock: async (at) => at });
    expect(await bodyOf(send('POST', '/clock', move))).toEqual({ at: '2026-11-24T09:00:00.000Z' });
    const proxied = await send('POST', '/clock', move, { Authorization: 'Bearer admin', 'X-Forwarded-For': '10.0.0.1' });
    expect((await bodyOf(proxied)).code).toBe('loopback-only');
  });
});
