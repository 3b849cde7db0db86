import './impact.css';
import type { CasesAhead, MigrationOutcome } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { ProblemError, queries, useRefusalText } from '../client/index.ts';
import { type ElementWords, useElementWords, useObstacleWords } from '../naming/index.ts';
import { Icon, type IconName, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { CasesBehind } from './cases-behind.tsx';
import { NewCases } from './new-cases.tsx';

/** A version by its number, or a draft by the ETag of its save. */
export interface ImpactOf {
  readonly processId: string;
  readonly which: number | 'draft';
  readonly etag?: string | undefined;
  /** What its elements are called. */
  readonly is: Pick<ElementWords, 'called'>;
  readonly onElement?: ((elementId: string) => void) | undefined;
}

export const outcomes = ['unchanged', 'migrates', 'check-owed', 'needs-mapping', 'blocked'] as const;
const signs: Readonly<Record<MigrationOutcome, IconName>> = {
  unchanged: 'minus',
  migrates: 'check',
  'check-owed': 'shield',
  'needs-mapping': 'split',
  blocked: 'warn',
};

/** What a version would mean; nothing for whoever may not see the cases of its process. */
export function Impact(of: ImpactOf) {
  const { t } = useTranslation('impact');
  const refusalText = useRefusalText();
  const { processId, which, etag } = of;
  const isSaved = which !== 'draft' || etag !== undefined;
  const { data, error, refetch, isFetching } = useQuery({
    ...queries.impact(processId, which, etag),
    enabled: isSaved,
    retry: false,
  });
  if (error instanceof ProblemError && [403, 404, 422].includes(error.status)) return null;
  if (error)
    return (
      <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
        {refusalText(error)}
      </ProblemBanner>
    );
  if (!data) return <LoadingSkeleton lines={4} />;
  return (
    <>
      <RunningCases of={of} cases={data.cases} isBusy={isFetching} onAgain={() => void refetch()} />
      <NewCases of={of} starts={data.starts} />
    </>
  );
}

interface RunningProps {
  readonly of: ImpactOf;
  readonly cases: CasesAhead;
  readonly isBusy: boolean;
  readonly onAgain: () => void;
}

interface Meant {
  readonly outcome: MigrationOutcome;
  /** Absent: of all stages. */
  readonly stage?: { readonly id: string; readonly name: string } | undefined;
}

function RunningCases({ of, cases, isBusy, onAgain }: RunningProps) {
  const { t } = useTranslation('impact');
  const { number, time, full } = useFormat();
  const [meant, setMeant] = useState<Meant>();
  const { running, examined, isSample, at, state } = cases;
  const counts = { examined: number(examined), running: number(running) };
  return (
    <section className="impact" aria-labelledby="impact-running">
      <h3 id="impact-running">{t('running', { count: running, cases: number(running) })}</h3>
      {state === 'running' && (
        <p role="status" className="ui-small impact-looking">
          {t('looking', counts)} <progress value={examined} max={Math.max(running, 1)} aria-label={t('looking', counts)} />
        </p>
      )}
      {state === 'done' && <p className="ui-small ui-second">{running === 0 ? t('none') : <Says cases={cases} />}</p>}
      {isSample && <p className="ui-small impact-sample">{t('sample', counts)}</p>}
      {examined > 0 && (
        <>
          <Bar cases={cases} />
          <ByStage of={of} cases={cases} onOpen={setMeant} />
          <Obstacles of={of} cases={cases} />
          <p className="ui-small ui-second">{t('they')}</p>
        </>
      )}
      {state === 'done' && (
        <p className="ui-small ui-second impact-as-of">
          <span title={full(at)}>{t('asOf', { time: time(at) })}</span>
          <Button type="link" size="small" loading={isBusy} onClick={onAgain}>
            {t('again')}
          </Button>
        </p>
      )}
      {meant && <CasesBehind of={of} outcome={meant.outcome} stage={meant.stage} onClose={() => setMeant(undefined)} />}
    </section>
  );
}

/** One sentence: how many need nothing, and how many need what. */
function Says({ cases: { outcomes: counts } }: { readonly cases: CasesAhead }) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const parts = (
    [
      ['nothing', counts.unchanged + counts.migrates],
      ['owed', counts['check-owed']],
      ['mapping', counts['needs-mapping']],
      ['blocked', counts.blocked],
    ] as const
  ).filter(([, count]) => count > 0);
  const text = parts.map(([what, count]) => t(`says.${what}`, { count, cases: number(count) })).join(t('says.join'));
  return t('says.end', { text });
}

function Bar({ cases: { outcomes: counts, examined } }: { readonly cases: CasesAhead }) {
  const { number } = useFormat();
  return (
    <div className="impact-bar" aria-hidden="true">
      {outcomes
        .filter((outcome) => counts[outcome] > 0)
        .map((outcome) => (
          <span key={outcome} className={`is-${outcome}`} style={{ flexGrow: counts[outcome] }}>
            {counts[outcome] / examined > 0.06 && number(counts[outcome])}
          </span>
        ))}
    </div>
  );
}

interface ByStageProps {
  readonly of: ImpactOf;
  readonly cases: CasesAhead;
  readonly onOpen: (meant: Meant) => void;
}

/** The counts by stage; each opens its cases. */
function ByStage({ of, cases, onOpen }: ByStageProps) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const was = useElementWords(useVersionModel(of.processId, cases.versions[0]?.version).model?.process);
  const stages = cases.stages.map(({ stageId, name, outcomes: counts }) => ({
    id: stageId ?? '',
    name: stageId === null ? t('noStage') : (was.called(stageId)?.name ?? name ?? stageId),
    counts,
  }));
  const count = (outcome: MigrationOutcome, cases: number, stage?: Meant['stage']) =>
    cases === 0 ? (
      <span className="ui-third">–</span>
    ) : (
      <button
        type="button"
        className="impact-count"
        aria-label={t('open', { outcome: t(`outcome.${outcome}`), stage: stage?.name ?? t('all'), cases: number(cases) })}
        onClick={() => onOpen({ outcome, stage })}
      >
        {number(cases)}
      </button>
    );
  return (
    <div className="impact-scroll">
      <table className="impact-table" aria-label={t('table')}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('all')}</th>
            {stages.map(({ id, name }) => (
              <th key={id} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomes
            .filter((outcome) => cases.outcomes[outcome] > 0)
            .map((outcome) => (
              <tr key={outcome} className={`is-${outcome}`}>
                <th scope="row">
                  <Icon name={signs[outcome]} /> {t(`outcome.${outcome}`)}
                </th>
                <td className="ui-num">
                  <b>{count(outcome, cases.outcomes[outcome])}</b>
                </td>
                {stages.map((stage) => (
                  <td key={stage.id} className="ui-num">
                    {count(outcome, stage.counts[outcome], stage)}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** What stands in the way of how many, in words. */
function Obstacles({ of, cases: { obstacles, versions } }: { readonly of: ImpactOf; readonly cases: CasesAhead }) {
  return (
    <ul className="impact-obstacles">
      {obstacles.slice(0, 12).map((obstacle) => (
        <Obstacle
          key={JSON.stringify([obstacle.version, obstacle.code, obstacle.elementId, obstacle.to, obstacle.params])}
          of={of}
          obstacle={obstacle}
          isOneVersion={versions.length === 1}
        />
      ))}
    </ul>
  );
}

interface ObstacleProps {
  readonly of: ImpactOf;
  readonly obstacle: CasesAhead['obstacles'][number];
  readonly isOneVersion: boolean;
}

function Obstacle({ of: { processId, which, is }, obstacle, isOneVersion }: ObstacleProps) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const was = useElementWords(useVersionModel(processId, obstacle.version).model?.process);
  const wordsOf = useObstacleWords({ was, is });
  return (
    <li className={`is-${obstacle.kind}`}>
      <Icon name={signs[obstacle.kind]} />
      <span>
        <b className="ui-num">{t('count', { count: obstacle.cases, cases: number(obstacle.cases) })}</b> {wordsOf(obstacle)}{' '}
        {!isOneVersion && t('onVersion', { version: obstacle.version })}{' '}
        {obstacle.kind === 'needs-mapping' && which !== 'draft' && (
          <Link
            to="/processes/$processId/move"
            params={{ processId }}
            search={{ from: String(obstacle.version), to: String(which) }}
          >
            {t('map')}
          </Link>
        )}
      </span>
    </li>
  );
}
