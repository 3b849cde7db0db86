/**
 * Keeps one headless browser for the scenarios: its page holds kernel and simulation as a bundle, and plays
 * each run that a scenario posts. It opens with the first run, so that other tests need no browser.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../support/browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a run is posted to be played in a browser. */
    browserHost: string;
  }
}

const entry = join(import.meta.dirname, '../support/hosts/browser-page.ts');

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'page' } },
  });
  const [first] = [built].flat();
  if (!first || !('output' in first)) throw new Error('the bundle for the browser was not built');
  return first.output[0].code;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let opened: Promise<{ browser: Browser; page: Page }> | undefined;
  const open = async () => {
    const [browser, content] = await Promise.all([launchBrowser(), bundle()]);
    const page = await browser.newPage();
    await page.addScriptTag({ content });
    return { browser, page };
  };
  const play = async (run: string): Promise<string> => {
    opened ??= open();
    const { page } = await opened;
    return page.evaluate((text) => (globalThis as unknown as { playRun(run: string): Promise<string> }).playRun(text), run);
  };
  const server = createServer(async (request, response) => {
    try {
      response.end(await play(await textOf(request)));
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  project.provide('browserHost', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await (await opened)?.browser.close();
  };
}
