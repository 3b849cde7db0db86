import './versions.css';
import type { Version } from '@fortnight/shared/contract';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { EmptyState, Icon, LoadingSkeleton, Pill, ProblemBanner, type Tone, useFormat } from '../ui/index.ts';
import { downloadText } from './download-text.ts';
import { ProcessBar } from './process-bar.tsx';

const tones = { live: 'green', draining: 'amber', retired: 'grey' } as const satisfies Record<Version['state'], Tone>;

function DownloadButton({ version }: { version: Version }) {
  const { t } = useTranslation('processes');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const download = useMutation({
    mutationFn: () => api.getVersionXml(version.processId, version.version),
    onSuccess: (xml) => downloadText(`${version.processId}-v${version.version}.bpmn`, xml),
    onError: (error) => message.error(refusalText(error)),
  });
  return (
    <Button
      size="small"
      icon={<Icon name="download" />}
      loading={download.isPending}
      onClick={() => download.mutate()}
      aria-label={t('versionList.downloadLabel', { version: version.version })}
    >
      BPMN
    </Button>
  );
}

function VersionLine({ version }: { version: Version }) {
  const { t } = useTranslation('processes');
  const { nameOf } = useDirectory();
  const { when, full, number } = useFormat();
  return (
    <li className={`versions-line versions-${version.state}`}>
      <div className="versions-body">
        <div className="ui-row versions-head">
          <b className="versions-number">{t('version', { version: version.version })}</b>
          {version.versionTag && <span className="versions-tag">{version.versionTag}</span>}
          <Pill tone={tones[version.state]}>
            {t(`versionState.${version.state}`, { count: version.runningCount, left: number(version.runningCount) })}
          </Pill>
          {version.isLayoutOnly && <Pill>{t('versionList.layoutOnly')}</Pill>}
        </div>
        <p>{version.note ?? <span className="ui-third">{t('noNote')}</span>}</p>
        <p className="ui-second ui-small" title={full(version.publishedAt)}>
          {t('versionList.published', { name: nameOf(version.publishedBy), when: when(version.publishedAt) })}
          <span className="ui-third"> · {version.contentHash.slice(0, 12)}</span>
        </p>
      </div>
      <Link
        className="versions-running ui-num"
        to="/cases"
        search={{ process: version.processId, version: String(version.version), state: 'active' }}
        aria-label={t('versionList.running', { count: version.runningCount, version: version.version })}
      >
        {number(version.runningCount)}
      </Link>
      <DownloadButton version={version} />
    </li>
  );
}

function NextLine({ processId }: { processId: string }) {
  const { t } = useTranslation('processes');
  const { data } = useQuery(queries.process(processId));
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const { draft, publicationRequest } = data ?? {};
  if (!draft) return null;
  return (
    <li className="versions-line versions-next">
      <div className="versions-body">
        <div className="ui-row versions-head">
          <b className="versions-number">{t('versionList.next')}</b>
          <Pill tone={publicationRequest ? 'violet' : 'blue'}>{t(publicationRequest ? 'asked' : 'draft')}</Pill>
          {draft.errorCount > 0 && (
            <Pill tone="amber" icon="warn">
              {t('draftErrors', { count: draft.errorCount })}
            </Pill>
          )}
        </div>
        {publicationRequest?.note && <p>{publicationRequest.note}</p>}
        <p className="ui-second ui-small">{t('versionList.saved', { name: nameOf(draft.savedBy), when: when(draft.savedAt) })}</p>
      </div>
      <Link to="/processes/$processId/design" params={{ processId }}>
        {t('versionList.open')}
      </Link>
    </li>
  );
}

function Band({ processId }: { processId: string }) {
  const { t } = useTranslation('processes');
  const { data } = useQuery(queries.process(processId));
  const { number } = useFormat();
  if (!data) return null;
  const { liveVersion, runningOnOlderCount, runningCount } = data;
  return (
    <section className="versions-band" aria-label={t('versionList.band')}>
      <div>
        <b>{t('versionList.band')}</b>
        <p className="ui-second ui-small">{t('versionList.bandNote')}</p>
      </div>
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
          {t('versionList.counts', { live: number(runningCount - runningOnOlderCount), older: number(runningOnOlderCount) })}
        </span>
      </p>
    </section>
  );
}

/** The line of versions: who published what, when and why, and what still runs on it. */
export function VersionsScreen() {
  const { t } = useTranslation('processes');
  const { processId } = useParams({ from: '/inside/processes/$processId/versions' });
  const refusalText = useRefusalText();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.versions(processId));
  const versions = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ProcessBar processId={processId} />
      <Band processId={processId} />
      <div className="versions-page">
        {error && (
          <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
            {refusalText(error)}
          </ProblemBanner>
        )}
        {!data && !error && <LoadingSkeleton />}
        {data && (
          <section className="ui-card" aria-labelledby="versions-title">
            <header>
              <h2 id="versions-title">{t('tab.versions')}</h2>
              <span className="ui-card-aside ui-small ui-second">{t('versionList.runningNow')}</span>
            </header>
            <ol>
              <NextLine processId={processId} />
              {versions.map((version) => (
                <VersionLine key={version.id} version={version} />
              ))}
            </ol>
            {versions.length === 0 && <EmptyState title={t('versionList.none')}>{t('versionList.noneNote')}</EmptyState>}
            {hasNextPage && (
              <div className="versions-more">
                <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('versionList.earlier')}
                </Button>
              </div>
            )}
          </section>
        )}
      </div>
    </>
  );
}
