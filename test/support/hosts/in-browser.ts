/** The browser as a host: the page that `test/house/browser-host.ts` keeps open plays the run. */
import type { Event } from '@fortnight/shared/kernel';
import { expect, inject } from 'vitest';
import type { Run } from './run.ts';

/** Holds the events of a run in a browser against those that were made here, to the byte. */
export async function checkInBrowser(run: Run, events: readonly Event[]): Promise<void> {
  const answer = await fetch(inject('browserHost'), { method: 'POST', body: JSON.stringify(run) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`in the browser: ${text}`);
  const expected = JSON.stringify(events);
  // The same text is the rule; only where it differs is it worth to be read.
  if (text !== expected) expect(JSON.parse(text), 'the events in a browser').toEqual(JSON.parse(expected));
  expect(text === expected, 'the bytes of the events in a browser').toBe(true);
}
