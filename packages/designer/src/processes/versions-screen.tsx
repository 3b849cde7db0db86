import './versions.css';
import type { Version } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { HeldNote, OverrideNotes } from '../blackout/index.ts';
import { isNotThere, queries, useRefusalText } from '../client/index.ts';
import { openStateOf } from '../naming/index.ts';
import { StartsOn } from '../rollout/index.ts';
import { useDirectory } from '../session/index.ts';
import { LoadingSkeleton, Pill, ProblemBanner, useFormat, useRowFocus } from '../ui/index.ts';
import { CompareMenu } from './compare-menu.tsx';
import { NoProcess } from './no-process.tsx';
import { ProcessBar } from './process-bar.tsx';
import { VersionDetail } from './version-detail.tsx';
import { VersionPill } from './version-pill.tsx';
import { VersionStory } from './version-story.tsx';

function VersionLine({ version, isShown }: { version: Version; isShown: boolean }) {
  const { t } = useTranslation('processes');
  const { number } = useFormat();
  return (
    <li className={`versions-line versions-${version.state}${isShown ? ' is-shown' : ''}`}>
      <div className="versions-body">
        <div className="ui-row versions-head">
          <Link
            to="/processes/$processId/versions"
            params={{ processId: version.processId }}
            search={{ version: String(version.version) }}
            replace
            className="versions-number"
            data-row=""
            {...(isShown && { 'aria-current': 'true' as const })}
          >
            {t('version', { version: version.version })}
          </Link>
          {version.versionTag && <span className="versions-tag">{version.versionTag}</span>}
          <VersionPill version={version} />
          {version.isLayoutOnly && <Pill>{t('versionList.layoutOnly')}</Pill>}
          {version.failedPlays && (
            <Pill tone="red" icon="warn">
              {t('versionList.failedPlays', { count: version.failedPlays.plays.length })}
            </Pill>
          )}
        </div>
        <p>{version.note ?? <span className="ui-third">{t('noNote')}</span>}</p>
        {version.failedPlays && <p className="ui-small">{t('versionList.allTheSame', { reason: version.failedPlays.reason })}</p>}
        {version.proposal?.held && <HeldNote held={version.proposal.held} />}
        <OverrideNotes version={version} />
        {version.overrideReason && <p className="ui-small">{t('versionList.override', { reason: version.overrideReason })}</p>}
        <VersionStory version={version} />
      </div>
      <Link
        className="versions-running ui-num"
        to="/cases"
        search={{ process: version.processId, version: String(version.version), state: 'active' }}
        aria-label={t('versionList.running', { count: version.runningCount, version: version.version })}
      >
        {number(version.runningCount)}
      </Link>
    </li>
  );
}

function NextLine({ processId }: { processId: string }) {
  const { t } = useTranslation('processes');
  const { data } = useQuery(queries.process(processId));
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const { draft } = data ?? {};
  if (!draft) return null;
  return (
    <li className="versions-line versions-next">
      <div className="versions-body">
        <div className="ui-row versions-head">
          <b className="versions-number">{t('versionList.next')}</b>
          {draft.baseVersion !== null && (
            <span className="ui-second ui-small">{t('versionList.from', { version: draft.baseVersion })}</span>
          )}
          <Pill tone="blue">{t('draft')}</Pill>
          {draft.errorCount > 0 && (
            <Pill tone="amber" icon="warn">
              {t('draftErrors', { count: draft.errorCount })}
            </Pill>
          )}
        </div>
        <p className="ui-second ui-small">{t('versionList.saved', { name: nameOf(draft.savedBy), when: when(draft.savedAt) })}</p>
      </div>
      <Link to="/processes/$processId/design" params={{ processId }}>
        {t('versionList.open')}
      </Link>
    </li>
  );
}

function Band({ processId, versions }: { processId: string; versions: readonly Version[] }) {
  const { t } = useTranslation('processes');
  const { data } = useQuery(queries.process(processId));
  const { number } = useFormat();
  if (!data) return null;
  const { liveVersion, runningOnOlderCount, runningCount, openVersion } = data;
  const bandNote = openVersion ? `versionList.openIs.${openStateOf(openVersion)}` : 'versionList.bandNote';
  return (
    <section className="versions-band" aria-label={t('versionList.band')}>
      <div>
        <b>{t('versionList.band')}</b>
        <p className="ui-second ui-small">{t(bandNote, { version: openVersion?.version ?? 0 })}</p>
      </div>
      {data.takes.length > 1 ? (
        <StartsOn takes={data.takes} versions={versions} />
      ) : (
        <p className="versions-live ui-num">
          {liveVersion ? (
            <>
              <b>{t('version', { version: liveVersion.version })}</b>{' '}
              {liveVersion.versionTag && <span className="versions-tag">{liveVersion.versionTag}</span>}
            </>
          ) : (
            <b>{t('versionList.none')}</b>
          )}
          <span className="ui-second ui-small versions-counts">
            {liveVersion
              ? t('versionList.counts', { live: number(runningCount - runningOnOlderCount), older: number(runningOnOlderCount) })
              : openVersion
                ? null
                : t('versionList.noneNote')}
          </span>
        </p>
      )}
    </section>
  );
}

/** The line of versions: who published what, when and why, what still runs on it; and one of them as it is drawn. */
export function VersionsScreen() {
  const { t } = useTranslation('processes');
  const { processId } = useParams({ from: '/inside/processes/$processId/versions' });
  const { version: asked } = useSearch({ from: '/inside/processes/$processId/versions' });
  const refusalText = useRefusalText();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.versions(processId));
  const list = useRowFocus<HTMLOListElement>(t('tab.versions'));
  if (isNotThere(error)) return <NoProcess />;
  const versions = data?.pages.flatMap(({ items }) => items) ?? [];
  const shown =
    versions.find(({ version }) => String(version) === asked) ?? versions.find(({ state }) => state === 'live') ?? versions[0];
  return (
    <>
      <ProcessBar processId={processId}>{shown && <CompareMenu versions={versions} shown={shown} />}</ProcessBar>
      <Band processId={processId} versions={versions} />
      <div className="versions-page">
        {error && (
          <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
            {refusalText(error)}
          </ProblemBanner>
        )}
        {!data && !error && <LoadingSkeleton />}
        {data && (
          <section className="ui-card versions-list" aria-labelledby="versions-title">
            <header>
              <h2 id="versions-title">{t('tab.versions')}</h2>
              {versions.length > 0 && <span className="ui-card-aside ui-small ui-second">{t('versionList.runningNow')}</span>}
            </header>
            <ol ref={list}>
              <NextLine processId={processId} />
              {versions.map((version) => (
                <VersionLine key={version.id} version={version} isShown={version === shown} />
              ))}
            </ol>
            {hasNextPage && (
              <div className="versions-more">
                <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('versionList.earlier')}
                </Button>
              </div>
            )}
          </section>
        )}
        {shown && <VersionDetail key={shown.id} version={shown} />}
      </div>
    </>
  );
}
