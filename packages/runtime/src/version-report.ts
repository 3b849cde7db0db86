/** The report on a version before it is published, put together from those who know a part of it. */
import type { CaseAhead, DiffQuery, ListCasesAheadQuery, Page, VersionImpact } from '@fortnight/shared/contract';
import type { Principal } from './access/index.ts';
import type { Engine } from './engine/index.ts';
import type { Releases } from './releases/index.ts';
import type { SecondOpinions } from './second-opinion/index.ts';

interface Knowing {
  readonly engine: Pick<Engine, 'lookAhead' | 'listAhead'>;
  readonly releases: Pick<Releases, 'versionAhead'>;
  readonly opinions: Pick<SecondOpinions, 'look'>;
}

export const createVersionReports = ({ engine, releases, opinions }: Knowing) => ({
  /** What a version, or the draft, would mean; while `cases.state` is `running`, ask again. */
  async impactOf(by: Principal, processId: string, which: DiffQuery['to']): Promise<VersionImpact> {
    const ahead = await releases.versionAhead(by, processId, which);
    const { version, starts, tests, problems, bpmn } = ahead;
    const { state, opinion } = opinions.look({ bpmn, processId });
    return {
      processId,
      version,
      cases: await engine.lookAhead(by, ahead),
      starts,
      tests,
      problems,
      opinion: { state, verdict: opinion?.verdict ?? null },
    };
  },
  /** The cases behind its counts. */
  async listImpactCases(
    by: Principal,
    processId: string,
    which: DiffQuery['to'],
    query: ListCasesAheadQuery,
  ): Promise<Page<CaseAhead>> {
    return engine.listAhead(by, await releases.versionAhead(by, processId, which), query);
  },
});
