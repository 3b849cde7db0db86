/** The files of a bundle in a deployment: they are the release, neither more nor less. */
import { manifestName, type Release } from '@fortnight/shared/bundle';
import type { Deploy, WireProblem } from '@fortnight/shared/contract';
import { type FailedPlay, hasErrors, isRunnable } from './check.ts';
import type { Documents } from './document-thread.ts';
import { problemsOfPlays } from './plays-together.ts';
import type { ReleasesContext } from './ports.ts';
import { invalidBundle } from './refusal.ts';
import type { Publishable } from './version-rows.ts';

/** What files hold, and what is wrong with them. */
export interface Read {
  readonly publishable: Publishable[];
  readonly problems: WireProblem[];
  readonly failedPlays: FailedPlay[];
}

export const isBundle = (files: Deploy['files']): boolean => files.some(({ name }) => name === manifestName);

/** The release that a zip or files are. Errors: 422 `invalid-bundle` where they are not what the manifest says. */
export async function readRelease({ documents }: ReleasesContext, from: Uint8Array | Deploy['files']): Promise<Release> {
  const read = await documents.readRelease(from);
  if (!read.ok) throw invalidBundle(read.error);
  return read.value;
}

/** Every executable process of a release, with all of its content: nothing of what a server had before is kept. */
export async function checkRelease(
  documents: Pick<Documents, 'check'>,
  { processId, content }: Release,
  processIds: readonly string[] | undefined,
): Promise<Read> {
  const { bpmn, forms, tests: plays } = content;
  const { processes, problems, failedPlays } = await documents.check(bpmn, { forms, processIds, plays });
  const runnable = processes.filter(isRunnable);
  const ids = runnable.map(({ id }) => id);
  const more = hasErrors(problems)
    ? []
    : [...(ids.includes(processId) ? [] : [processMissing(processId, ids)]), ...problemsOfPlays(plays, ids)];
  return {
    publishable: runnable.map((checked) => ({ checked, content })),
    problems: [...problems, ...more],
    failedPlays: [...failedPlays],
  };
}

const processMissing = (processId: string, ids: readonly string[]): WireProblem => ({
  code: 'bundle-process-missing',
  severity: 'error',
  file: manifestName,
  message: `${manifestName}: expected the process "${processId}" in the BPMN file, found ${ids.join(', ') || 'none'}.`,
  hint: 'Export the release again.',
  params: { processId },
});
