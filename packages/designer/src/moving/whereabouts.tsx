import type { Migration, MigrationProgress } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { queries, useRefusalText } from '../client/index.ts';
import { type ElementWords, useElementWords, useObstacleWords } from '../naming/index.ts';
import { useDirectory } from '../session/index.ts';
import { Card, Icon, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { type Counts, Drawing } from './two-drawings.tsx';

/** Where the cases of a migration are by now: on both drawings, by stage, and which of them stay. */
export function Whereabouts({ migration }: { readonly migration: Migration }) {
  const { t } = useTranslation('moving');
  const refusalText = useRefusalText();
  const { id, processId, fromVersion, toVersion, state, failed } = migration;
  const { data, error, refetch } = useQuery(queries.migrationProgress(id, state === 'running' || state === 'undoing'));
  const stays = useInfiniteQuery({ ...queries.migratedCases(id, 'failed'), enabled: failed > 0 });
  const [look, setLook] = useState<'stacked' | 'side'>('stacked');
  const was = useElementWords(useVersionModel(processId, fromVersion).model?.process);
  const here = useMemo(() => (data ? standingOf(data) : none), [data]);
  const there = useMemo(() => new Map(data?.arrived.map(({ elementId, cases }) => [elementId, cases])), [data]);
  const stayingAt = (stays.data?.pages ?? []).flatMap(({ items }) =>
    items.flatMap(({ version, standsAt }) => (version === fromVersion ? standsAt : [])),
  );
  // Where others are still to go, their count says more.
  const staying = new Set(stayingAt.filter((place) => stayingAt.filter((one) => one === place).length >= (here.get(place) ?? 0)));
  if (error)
    return (
      <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
        {refusalText(error)}
      </ProblemBanner>
    );
  if (!data) return <LoadingSkeleton lines={8} />;
  return (
    <>
      <Card
        title={t('whereabouts')}
        note={t('whereaboutsNote', { from: fromVersion, to: toVersion })}
        aside={
          <Segmented
            aria-label={t('look')}
            size="small"
            value={look}
            options={(['stacked', 'side'] as const).map((value) => ({ value, label: t(`looks.${value}`) }))}
            onChange={setLook}
          />
        }
      >
        <div className={`moving-drawings is-${look}`}>
          <Drawing processId={processId} version={fromVersion} cases={here} staying={staying} />
          <Drawing processId={processId} version={toVersion} cases={there} />
        </div>
      </Card>
      <div className="moving-columns">
        <ByStage progress={data} was={was} />
        {failed > 0 && <Staying migration={migration} />}
      </div>
    </>
  );
}

const none: Counts = new Map();

/** By element; where there are too many to say, by stage. */
function standingOf({ standing, stages }: MigrationProgress): Counts {
  if (standing) return new Map(standing.map(({ elementId, cases }) => [elementId, cases]));
  return new Map(stages.flatMap(({ stageId, running }) => (stageId === null || running === 0 ? [] : [[stageId, running]])));
}

const columns = ['moved', 'stay', 'toGo'] as const;

/** What became of the cases of each stage. */
function ByStage({ progress: { stages }, was }: { readonly progress: MigrationProgress; readonly was: ElementWords }) {
  const { t } = useTranslation('moving');
  const { number } = useFormat();
  return (
    <Card title={t('byStage')}>
      <div className="moving-scroll">
        <table className="ui-table">
          <thead>
            <tr>
              <th scope="col">{t('dryColumn.stage')}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="is-number">
                  {t(`stageColumn.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stages.map(({ stageId, name, moved, unchanged, failed, undone, toGo }) => (
              <tr key={stageId ?? ''}>
                <th scope="row">{stageId === null ? t('noStage') : (was.called(stageId)?.name ?? name)}</th>
                <td className="is-number ui-num moving-moved">{number(moved)}</td>
                <td className={`is-number ui-num${failed > 0 ? ' moving-failed' : ''}`}>{number(failed + unchanged + undone)}</td>
                <td className="is-number ui-num">{toGo === null ? '–' : number(toGo)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** The cases that stay: why, since when, where each stands now, and who worked on it last. */
function Staying({ migration: { id, processId, fromVersion, toVersion } }: { readonly migration: Migration }) {
  const { t } = useTranslation('moving');
  const { when } = useFormat();
  const { nameOf } = useDirectory();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.migratedCases(id, 'failed'));
  const was = useElementWords(useVersionModel(processId, fromVersion).model?.process);
  const is = useElementWords(useVersionModel(processId, toVersion).model?.process);
  const wordsOf = useObstacleWords({ was, is });
  const cases = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card title={t('staying', { version: fromVersion })}>
      <ul className="moving-obstacles">
        {cases.map(({ instanceId, caseName, at, obstacles, code, message, version, standsAt, lastBy, lastAt }) => (
          <li key={instanceId}>
            <Icon name="warn" />
            <span>
              <Link to="/cases/$instanceId" params={{ instanceId }}>
                {caseName}
              </Link>{' '}
              <span className="ui-third">{t('tried', { when: when(at) })}</span>{' '}
              {obstacles.length > 0
                ? obstacles.map(wordsOf).join(' ')
                : t(`why.${code ?? 'defect'}`, { defaultValue: message ?? code ?? '' })}{' '}
              <span className="ui-second ui-small">
                {standsAt.length > 0 &&
                  t('standsNow', {
                    version,
                    places: standsAt
                      .map((element) => (version === toVersion ? is : was).called(element)?.name ?? element)
                      .join(t('join')),
                  })}{' '}
                {lastAt !== null && t('workedLast', { name: nameOf(lastBy), when: when(lastAt) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Card>
  );
}
