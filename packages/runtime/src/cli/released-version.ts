/** A version of a process at a server, as the command line names it: `contract@7`, `contract@live`, `contract@draft`, `contract`. */
import type { ProcessDetail } from '@fortnight/shared/contract';
import { bodyOf, type Server } from './server.ts';
import { UsageError } from './usage.ts';

export interface Reference {
  readonly processId: string;
  readonly which: number | 'live' | 'draft';
}

/** Undefined where a text names none. */
export function parseReference(text: string): Reference | undefined {
  const [, processId, which = 'live'] = /^([\p{L}_][\p{L}\p{N}_.-]*)(?:@(\d{1,9}|live|draft))?$/u.exec(text) ?? [];
  if (processId === undefined) return undefined;
  return { processId, which: which === 'live' || which === 'draft' ? which : Number(which) };
}

/** The one reference that a command was given. `version` is what its flag says. */
export function oneReference(texts: readonly string[], version?: string): Reference {
  const [text = '', ...more] = texts;
  const found = parseReference(text);
  if (!found || more.length > 0)
    throw new UsageError(`Expected one process, such as contract or contract@7, found "${texts.join(' ')}".`);
  if (version === undefined) return found;
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new UsageError(`--version: expected a number, found "${version}".`);
  return { ...found, which: Number(version) };
}

/** The number of a version. Errors: throws in words where a process has none that is live. */
export async function numberOf(server: Server, { processId, which }: Reference): Promise<number> {
  if (typeof which === 'number') return which;
  if (which === 'draft') throw new UsageError(`${processId}@draft is no release; publish or propose it first.`);
  const process = bodyOf(
    await server.ask<ProcessDetail>('GET', `/processes/${encodeURIComponent(processId)}`),
    `${processId} at ${server.address}`,
  );
  if (!process.liveVersion)
    throw new Error(`${processId} has no live version at ${server.address}; name one, such as ${processId}@1.`);
  return process.liveVersion.version;
}

/** The zip of a version. */
export async function downloadRelease(server: Server, processId: string, version: number): Promise<Uint8Array> {
  return bodyOf(
    await server.download(`/processes/${encodeURIComponent(processId)}/versions/${version}/bundle`),
    `${processId}@${version} at ${server.address}`,
  );
}
