import type { Version } from '@fortnight/shared/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useElementWords } from '../naming/index.ts';
import { VersionOpinion } from '../opinion/index.ts';
import { RolloutPanel } from '../rollout/index.ts';
import { hasRole, useDirectory, useMe, watchingRoles } from '../session/index.ts';
import { download, Icon, LoadingSkeleton, ProblemBanner, textFile, useFormat } from '../ui/index.ts';
import { VersionActions } from './version-actions.tsx';
import { VersionPill } from './version-pill.tsx';
import { VersionStory } from './version-story.tsx';
import { VersionTests } from './version-tests.tsx';

const CaseDiagram = lazy(async () => ({ default: (await import('../modeler/index.ts')).CaseDiagram }));
const noLooks = {};

/** One version: what it says, who published it and why, what runs on it, how it is drawn, and what a second engine says. */
export function VersionDetail({ version }: { version: Version }) {
  const { t } = useTranslation(['processes', 'opinion']);
  const { nameOf } = useDirectory();
  const { when, full, number } = useFormat();
  const [isAsked, setAsked] = useState(false);
  const [selectedId, setSelectedId] = useState<string>();
  const { called } = useElementWords(useVersionModel(version.processId, version.version).model?.process);
  const me = useMe();
  const mayAsk = hasRole(me, 'owner', 'admin');
  const isProposed = version.proposal !== null && hasRole(me, ...watchingRoles);
  const { data: review } = useQuery({ ...queries.review(version.processId, version.version), enabled: isProposed });
  return (
    <section className="ui-card versions-detail" aria-labelledby="version-title">
      <header>
        <h2 id="version-title" className="versions-number">
          {t('version', { version: version.version })}
        </h2>
        {version.versionTag && <span className="versions-tag">{version.versionTag}</span>}
        <VersionPill version={version} />
        <span className="ui-card-aside ui-row">
          <ReviewLinks version={version} isPrimary={review !== undefined && version.state === 'inReview'} />
          {review && <VersionActions review={review} isQuiet={version.state === 'inReview'} />}
          {mayAsk && version.runningCount > 0 && (
            <Link
              to="/processes/$processId/move"
              params={{ processId: version.processId }}
              search={{ from: String(version.version) }}
            >
              {t('versionList.move')}
            </Link>
          )}
          {mayAsk && !isAsked && (
            <Button size="small" onClick={() => setAsked(true)} aria-label={t('opinion:askOf', { version: version.version })}>
              {t('opinion:ask')}
            </Button>
          )}
          <DownloadButton version={version} />
          {hasRole(me, ...watchingRoles) && <ExportButton version={version} />}
        </span>
      </header>
      <dl className="versions-facts">
        <dt>{t('versionList.why')}</dt>
        <dd>{version.note ?? <span className="ui-third">{t('noNote')}</span>}</dd>
        <dt>{t('versionList.who')}</dt>
        <dd title={full(version.publishedAt ?? version.createdAt)}>
          {version.publishedAt === null
            ? t('versionList.notPublished')
            : t('versionList.byAt', { name: nameOf(version.publishedBy), when: when(version.publishedAt) })}
        </dd>
        {version.proposal && (
          <>
            <dt>{t('versionList.reviewed')}</dt>
            <dd>
              <VersionStory version={version} />
            </dd>
          </>
        )}
        <dt>{t('versionList.runningNow')}</dt>
        <dd>
          <Link
            to="/cases"
            search={{ process: version.processId, version: String(version.version), state: 'active' }}
            className="ui-num"
          >
            {t('versionList.cases', { count: version.runningCount, cases: number(version.runningCount) })}
          </Link>
        </dd>
        <dt>{t('versionList.content')}</dt>
        <dd>
          <code title={version.contentHash}>{version.contentHash.slice(0, 12)}</code>
        </dd>
      </dl>
      {hasRole(me, ...watchingRoles) && <RolloutPanel version={version} />}
      {isAsked && (
        <VersionOpinion processId={version.processId} version={version.version} called={called} onShow={setSelectedId} />
      )}
      {hasRole(me, ...watchingRoles) && <VersionTests version={version} />}
      <div className="versions-drawing">
        <Drawing version={version} selectedId={selectedId} />
      </div>
    </section>
  );
}

/** To the review of it, and to what it has otherwise than the version that was live before. */
function ReviewLinks({ version: { processId, version, proposal, state }, isPrimary }: { version: Version; isPrimary: boolean }) {
  const { t } = useTranslation('processes');
  const me = useMe();
  if (!proposal || !hasRole(me, ...watchingRoles)) return null;
  const isOpen = state === 'inReview' || state === 'approved';
  const params = { processId, version: String(version) };
  const words =
    isOpen || proposal.against === null ? t('versionList.review') : t('versionList.changesSince', { version: proposal.against });
  return (
    <Link to="/processes/$processId/review/$version" params={params}>
      <Button tabIndex={-1} size="small" type={isPrimary ? 'primary' : 'default'}>
        {words}
      </Button>
    </Link>
  );
}

interface DrawingProps {
  version: Version;
  selectedId: string | undefined;
}

function Drawing({ version: { processId, version }, selectedId }: DrawingProps) {
  const { t } = useTranslation('processes');
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(queries.version(processId, version));
  if (error) return <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />;
  if (!data) return <LoadingSkeleton lines={6} />;
  return (
    <Suspense fallback={<LoadingSkeleton lines={6} />}>
      <CaseDiagram xml={data.bpmn} looks={noLooks} selectedId={selectedId} label={t('versionList.diagram', { version })} />
    </Suspense>
  );
}

function DownloadButton({ version }: { version: Version }) {
  const { t } = useTranslation('processes');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const getXml = useMutation({
    mutationFn: () => api.getVersionXml(version.processId, version.version),
    onSuccess: (xml) => download(`${version.processId}-v${version.version}.bpmn`, textFile(xml, 'application/xml')),
    onError: (error) => message.error(refusalText(error)),
  });
  return (
    <Button
      size="small"
      icon={<Icon name="download" />}
      loading={getXml.isPending}
      onClick={() => getXml.mutate()}
      aria-label={t('versionList.downloadLabel', { version: version.version })}
    >
      BPMN
    </Button>
  );
}

/** Everything that was released with it, as one file for another server or for git. */
function ExportButton({ version: { processId, version } }: { version: Version }) {
  const { t } = useTranslation('processes');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const getRelease = useMutation({
    mutationFn: () => api.exportRelease(processId, version),
    onSuccess: (zip) => download(`${processId}-v${version}.zip`, zip),
    onError: (error) => message.error(refusalText(error)),
  });
  return (
    <Button
      size="small"
      icon={<Icon name="download" />}
      loading={getRelease.isPending}
      onClick={() => getRelease.mutate()}
      title={t('versionList.exportNote')}
      aria-label={t('versionList.exportLabel', { version })}
    >
      {t('versionList.export')}
    </Button>
  );
}
