/** A server and a browser with people of one's own: hired by a key, signed in without the form. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser, type Visitor, visitAs } from './browser.ts';
import { type Call, callWith } from './http-actor.ts';
import { adminKey, type Server, startServer } from './server.ts';

const password = 'a-password-of-the-crew';
const emailOf = (name: string) => `${name.toLowerCase().replace(/ /g, '.')}@crew.example`;

export interface Crew {
  readonly server: Server;
  readonly browser: Browser;
  /** The API with the admin key. */
  readonly call: Call;
  hire(name: string, groups: readonly string[], options?: { roles?: readonly string[]; managerId?: string }): Promise<string>;
  /** A window of somebody's own, at a path. */
  open(name: string, path: string, options?: BrowserContextOptions): Promise<Visitor>;
  close(): Promise<void>;
}

export async function startCrew(): Promise<Crew> {
  const [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  const call = callWith(() => server.address, adminKey);
  const groups = new Set<string>();
  return {
    server,
    browser,
    call,
    async hire(name, belongsTo, { roles = ['participant'], managerId } = {}) {
      for (const id of belongsTo.filter((group) => !groups.has(group))) await call('POST', '/groups', { id, name: id });
      for (const id of belongsTo) groups.add(id);
      const person = { name, email: emailOf(name), password, roles, groups: belongsTo, ...(managerId && { managerId }) };
      return (await call<{ id: string }>('POST', '/users', person)).id;
    },
    open: (name, path, options) => visitAs(browser, server, path, { email: emailOf(name), password }, options),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
