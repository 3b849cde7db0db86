import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import pino from 'pino';
import { systemClock } from '../base/index.ts';
import { createDemo } from '../demo/index.ts';
import { createManualClock, createRuntime, type Runtime } from '../index.ts';
import { type Command, databaseOf, readArguments, UsageError } from './usage.ts';

/** From sources and from a build alike: packages/runtime/{src,dist}/cli. */
const root = join(import.meta.dirname, '../../../..');
/** Requests in hand when the server is told to stop. */
const drainMs = 10_000;
/** Longer than proxies and clients keep a connection: who closes first must not be the one that is asked next. */
const keepAliveMs = 65_000;

export const serve: Command = async (args) => {
  const flags = {
    database: 'text',
    data: 'text',
    port: 'text',
    host: 'text',
    address: 'text',
    demo: 'switch',
    clock: 'text',
  } as const;
  const { values, files } = readArguments(args, flags);
  if (files.length > 0) throw new UsageError(`Expected flags only, found "${files[0]}".`);
  if (values.clock !== undefined && values.clock !== 'manual')
    throw new UsageError(`--clock: expected "manual", found "${values.clock}".`);
  const port = portOf(values.port ?? process.env.PORT ?? '3014');
  const host = values.host ?? '127.0.0.1';
  const log = createLog();
  const manual = values.clock === 'manual' ? createManualClock(Date.now()) : undefined;
  const demo = values.demo ? createDemo({ examples: join(root, 'examples'), clock: manual ?? systemClock }) : undefined;
  const runtime = await createRuntime({
    database: databaseOf(values.database),
    clock: demo?.clock ?? manual ?? systemClock,
    isClockOffered: manual !== undefined,
    designerFolder: join(root, 'packages/designer/dist'),
    log,
    ...(values.data !== undefined && { data: values.data }),
    ...(values.address !== undefined && { address: values.address }),
    ...(process.env.FORTNIGHT_SECRET ? { secret: process.env.FORTNIGHT_SECRET } : {}),
    ...(process.env.FORTNIGHT_ADMIN_KEY ? { adminKey: process.env.FORTNIGHT_ADMIN_KEY } : {}),
    ...(demo && { demo: { accounts: demo.accounts, progress: demo.progress } }),
  });
  const fill = await demo?.prepare(runtime);
  const filled = Promise.withResolvers<void>();
  if (!fill) filled.resolve();
  const http = createAdaptorServer({
    fetch: async (request, env) => {
      // The demo drives the clock while it is filled; a command that comes meanwhile would be told to be of last summer.
      if (request.method !== 'GET' && !request.url.endsWith('/session')) await filled.promise;
      return runtime.app.fetch(request, env);
    },
  });
  if ('keepAliveTimeout' in http) http.keepAliveTimeout = keepAliveMs;
  const address = await listen(http, host, port).catch(async (error: unknown) => {
    await runtime.close();
    throw error;
  });
  console.log(`ready ${address}`);
  await greet(runtime, values.address ?? address);
  stopOnSignal(http, runtime, log);
  if (fill)
    fill((line) => console.log(line))
      .catch(log)
      .finally(filled.resolve);
  return undefined;
};

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port: expected a number from 0 to 65535, found "${text}".`);
  return port;
}

/** Errors: throws in words when the port is taken. Answers where it listens. */
async function listen(http: ServerType, host: string, port: number): Promise<string> {
  http.listen(port, host);
  try {
    await once(http, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new UsageError(`Port ${port} is taken; end what listens there, or choose another by --port.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new UsageError(`--host: this machine has no address "${host}".`);
    throw error;
  }
  const at = http.address() as AddressInfo;
  const name = at.family === 'IPv6' ? `[${at.address}]` : at.address;
  return `http://${name}:${at.port}`;
}

/** What somebody at the console needs in order to come in. */
async function greet(runtime: Runtime, address: string): Promise<void> {
  const { demoAccounts } = await runtime.access.setupState();
  if (demoAccounts.length > 0) {
    console.log('\nSign in to the demo workspace as');
    const width = Math.max(...demoAccounts.map(({ email }) => email.length));
    for (const { email, password, name, title } of demoAccounts)
      console.log(`  ${email.padEnd(width)}  ${password}  ${name}, ${title}`);
  }
  const token = await runtime.access.createSetupToken();
  if (token !== null)
    console.log(`\nMake the first admin at ${address}/setup?token=${token} (good once, until the server ends).`);
}

/** The first signal lets requests in hand end; a second one does not wait. */
function stopOnSignal(http: ServerType, runtime: Runtime, log: (error: unknown) => void): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    runtime.drain();
    const closed = new Promise((resolve) => http.close(resolve));
    if ('closeIdleConnections' in http) http.closeIdleConnections();
    // Those that are busy now close as soon as they have their answer.
    if ('keepAliveTimeout' in http) http.keepAliveTimeout = 1;
    const late = setTimeout(() => 'closeAllConnections' in http && http.closeAllConnections(), drainMs);
    await closed;
    clearTimeout(late);
    await runtime.close();
    process.exit(0);
  };
  const fail = (error: unknown) => {
    log(error);
    process.exit(1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(fail));
}

function createLog(): (error: unknown, about?: Readonly<Record<string, unknown>>) => void {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
  return (error, about = {}) => logger.error({ ...about, err: error }, error instanceof Error ? error.message : String(error));
}
