/** Tests that do not pass stop a publication, unless an admin says why it goes on without them. */
import type { FailedPlays, WireProblem } from '@fortnight/shared/contract';
import type { FailedPlay } from './check.ts';
import { ReleaseRefused } from './refusal.ts';

/** Tests that failed, or are out of date, as problems: of a publication that has a reason, they are warnings. */
export function playProblems(failed: readonly FailedPlay[], reason: string | undefined): WireProblem[] {
  return failed.map(({ play, verdict }) => {
    const { name } = play;
    const about = verdict.elementId === undefined ? {} : { elementId: verdict.elementId };
    const params =
      verdict.verdict === 'fails'
        ? { play: play.id, name, move: verdict.move, what: verdict.what, expected: verdict.expected, found: verdict.found }
        : { play: play.id, name };
    return {
      code: verdict.verdict === 'fails' ? 'play-failed' : 'play-out-of-date',
      severity: reason === undefined ? 'error' : 'warning',
      message: messageOf(name, verdict),
      hint: 'Play it in Design, Play: mend the process, or keep what is found as what is expected.',
      params,
      ...about,
    };
  });
}

function messageOf(name: string, verdict: FailedPlay['verdict']): string {
  if (verdict.verdict === 'out-of-date')
    return `The test "${name}" is out of date: "${verdict.elementId}" is not in the process any more.`;
  const at = verdict.move === 0 ? 'at the start' : `at choice ${verdict.move}`;
  const { what, expected, found } = verdict;
  if (what === 'refused') return `The test "${name}" fails ${at}: its choice was not taken. ${found}`;
  const [wanted, got] = [expected || 'nothing more', found || 'nothing more'];
  return `The test "${name}" fails ${at}: expected ${wanted}, found ${got}.`;
}

/** Errors: 422 `play-failed` with a problem for each, where there is no reason to go on. */
export function assertPlaysPass(failed: readonly FailedPlay[], reason: string | undefined): void {
  if (failed.length === 0 || reason !== undefined) return;
  const problems = playProblems(failed, reason);
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : '';
  throw new ReleaseRefused(
    422,
    'play-failed',
    `Nothing was published: ${problems[0]?.message}${more} Mend it, or send failedPlaysReason to publish all the same.`,
    { problems, params: { count: problems.length } },
  );
}

/** The tables' third migration: one statement an entry. */
export const failedPlaysSchema: readonly string[] = ['ALTER TABLE versions ADD COLUMN failedPlays TEXT'];

/** What a version keeps of a publication that went on without its tests. */
export const toFailedPlays = (failed: readonly FailedPlay[], reason: string | undefined): FailedPlays | null =>
  failed.length === 0 || reason === undefined
    ? null
    : { reason, plays: failed.map(({ play: { id, name }, verdict }) => ({ id, name, verdict: verdict.verdict })) };

/** What stands in the audit log of a publication that went on without its tests. */
export const overriddenPlays = (failed: readonly FailedPlay[], reason: string | undefined): Record<string, string> =>
  failed.length === 0 || reason === undefined
    ? {}
    : { failedPlays: failed.map(({ play }) => play.name).join(', '), failedPlaysReason: reason };
