import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Without it better-sqlite3's code generation would hide behind a green test: the server runs with the same flag. */
const noCodeFromStrings = ['--disallow-code-generation-from-strings'];

/** A machine that does other work as well takes its time; no test is about how much. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } };

const conditions = ['source', 'module', 'import', 'default'];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export default defineConfig({
  ...shared,
  test: {
    // Browsers and servers wait for one another, and for what a decision is held back: one more at once than there are cores.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { ...shared, test: { ...patient, name: 'shared', root: 'packages/shared', include: ['src/**/*.test.ts'] } },
      {
        ...shared,
        test: {
          ...patient,
          name: 'runtime',
          root: 'packages/runtime',
          include: ['src/**/*.test.ts'],
          execArgv: noCodeFromStrings,
        },
      },
      { ...shared, test: { ...patient, name: 'designer', root: 'packages/designer', include: ['src/**/*.test.{ts,tsx}'] } },
      {
        ...shared,
        test: {
          name: 'test',
          root: 'test',
          include: ['{store,http,library,conformance,histories,house}/**/*.test.ts'],
          execArgv: noCodeFromStrings,
          ...patient,
        },
      },
      {
        ...shared,
        test: {
          name: 'property',
          root: 'test',
          include: ['property/**/*.test.ts'],
          execArgv: noCodeFromStrings,
          setupFiles: ['house/seed.ts'],
          ...patient,
          testTimeout: 240_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'scenario',
          root: 'test',
          include: ['scenario/**/*.test.ts'],
          execArgv: noCodeFromStrings,
          ...patient,
          // Each worker has one runtime for all its scenarios, and all workers have one browser.
          isolate: false,
          globalSetup: ['house/browser-host.ts'],
        },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: 'e2e',
          root: 'test',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
