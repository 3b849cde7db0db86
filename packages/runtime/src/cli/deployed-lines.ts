import type { Deployment, VersionState } from '@fortnight/shared/contract';
import { wordsOf } from './problem-line.ts';

/** Says what became of a deployment; `at` names the server where more than one is meant. */
export function tellDeployed({ deployments, problems = [] }: Deployment, at = ''): void {
  for (const problem of problems) console.log(wordsOf(problem));
  for (const { processId, version, created, state } of deployments)
    console.log(
      created
        ? `${processId}: version ${version} ${said(state)}${at}.`
        : `${processId}: nothing changed since version ${version}, which ${said(state)}${at}; no new version.`,
    );
}

const said = (state: VersionState): string =>
  state === 'inReview' ? 'is in review' : state === 'approved' ? 'waits to be published' : 'is live';
