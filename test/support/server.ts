/** The real server as a process of its own, on a database of its own: started, killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');

export const adminKey = 'fn_admin_key_of_the_tests_0123456789abcdef';

export interface Server {
  /** `http://127.0.0.1:…`, without a slash behind it; another one after a restart. */
  readonly address: string;
  readonly folder: string;
  /** Everything it printed. */
  readonly output: readonly string[];
  /** The first match in what it printed, or prints within a minute. */
  printed(pattern: RegExp): Promise<string>;
  /** kill -9, as a power cut would. */
  kill(): Promise<void>;
  /** Starts again on the same folder and port. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly demo?: boolean;
  readonly clock?: 'manual';
}

export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'fortnight-server-'));
  const output: string[] = [];
  let child: ChildProcess | undefined;
  let address = '';

  const launch = async (port: string) => {
    const started = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--disallow-code-generation-from-strings',
        join(root, 'packages/runtime/src/main.ts'),
        ...['serve', '--database', `sqlite:${join(folder, 'fortnight.db')}`, '--data', folder, '--port', port],
        ...(options.demo ? ['--demo'] : []),
        ...(options.clock ? ['--clock', options.clock] : []),
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORTNIGHT_ADMIN_KEY: adminKey } },
    );
    child = started;
    started.stderr?.on('data', (chunk) => output.push(String(chunk)));
    address = await new Promise<string>((resolve, reject) => {
      started.once('exit', (code) =>
        reject(new Error(`the server ended with ${code} before it was ready:\n${output.join('\n')}`)),
      );
      createInterface({ input: started.stdout }).on('line', (line) => {
        output.push(line);
        const ready = /ready (http:\S+?)\/?$/.exec(line);
        if (ready?.[1]) resolve(ready[1]);
      });
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };

  await launch('0');
  return {
    get address() {
      return address;
    },
    folder,
    output,
    async printed(pattern) {
      for (let tries = 0; tries < 1_200; tries += 1) {
        const [match] = pattern.exec(output.join('\n')) ?? [];
        if (match !== undefined) return match;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`the server printed nothing like ${pattern}:\n${output.join('\n')}`);
    },
    kill: () => end('SIGKILL'),
    restart: () => launch(new URL(address).port),
    async close() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
