import type { Iteration, ReleaseNotes } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useGroupName } from '../cases/index.ts';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useDirectory, useMe } from '../session/index.ts';
import { Card, EmptyState, Icon, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { useElementNames } from './use-element-names.ts';
import { useIterationChange } from './use-iteration-change.ts';

const VersionChanges = lazy(async () => ({ default: (await import('./version-changes.tsx')).VersionChanges }));

/** What each version of the iteration brings, who asked for it, whom it concerns, and who knows. */
export function ReleaseNotesTab({ iteration }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const { versions, processId } = iteration;
  if (versions.length === 0) return <EmptyState title={t('notes.none')}>{t('notes.noneNote')}</EmptyState>;
  return (
    <div className="iterations-notes">
      {versions
        .toSorted((one, other) => other.version - one.version)
        .map(({ version }) => (
          <Notes key={version} processId={processId} version={version} />
        ))}
    </div>
  );
}

function Notes({ processId, version }: { processId: string; version: number }) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const { data, error, refetch } = useQuery(queries.releaseNotes(processId, version));
  const title = data?.versionTag ? t('versionTagged', { version, tag: data.versionTag }) : t('version', { version });
  const at = data?.publishedAt;
  return (
    <Card
      title={title}
      note={at ? t('byAt', { name: nameOf(data?.publishedBy), when: when(at) }) : data && t('notes.notLive')}
      aside={
        <Link to="/processes/$processId/versions" params={{ processId }} search={{ version: String(version) }}>
          {t('notes.open')}
        </Link>
      }
    >
      <div className="iterations-note">
        {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
        {!data && !error && <LoadingSkeleton lines={4} />}
        {data && <Said notes={data} />}
      </div>
    </Card>
  );
}

function Said({ notes }: { notes: ReleaseNotes }) {
  const { t } = useTranslation('iterations');
  const { nameOf } = useDirectory();
  const elementName = useElementNames(notes.processId, [notes.version, notes.comparedWith ?? 0]);
  const groupName = useGroupName();
  const { processId, version, note, comparedWith, credits, audiences, readCount, of } = notes;
  return (
    <>
      {note && <p className="iterations-note-said">{note}</p>}
      <h3>{comparedWith === null ? t('notes.first') : t('notes.changes', { version: comparedWith })}</h3>
      <Suspense fallback={<LoadingSkeleton lines={3} />}>
        <VersionChanges processId={processId} version={version} comparedWith={comparedWith} />
      </Suspense>
      {credits.length > 0 && (
        <>
          <h3>{t('notes.credits')}</h3>
          <ul className="iterations-credits">
            {credits.map(({ suggestionId, text, by, elementId }) => (
              <li key={suggestionId}>
                <Icon name="bulb" size={14} />
                <span>
                  {text}{' '}
                  <small className="ui-second">
                    {[nameOf(by), elementId && t('onElement', { element: elementName(elementId) })].filter(Boolean).join(' · ')}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('notes.readers')}</h3>
      <p className="ui-small">{of === 0 ? t('notes.nobody') : t('notes.read', { count: readCount, of })}</p>
      {of > 0 && (
        <progress
          className="iterations-progress"
          value={readCount}
          max={of}
          aria-label={t('notes.read', { count: readCount, of })}
        />
      )}
      {audiences.length > 0 && (
        <ul className="iterations-audiences ui-small">
          {audiences.map((audience) => (
            <li key={audience.group}>
              <b>{groupName(audience.group)}</b> {t('notes.read', { count: audience.readCount, of: audience.of })}
              <span className="ui-second"> {audience.elementIds.map(elementName).join(t('comma'))}</span>
            </li>
          ))}
        </ul>
      )}
      <Readers notes={notes} />
      <HaveRead notes={notes} />
    </>
  );
}

function Readers({ notes: { readers } }: { notes: ReleaseNotes }) {
  const { t } = useTranslation('iterations');
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  if (readers.length === 0) return null;
  return (
    <details>
      <summary>{t('notes.whoRead')}</summary>
      <ul className="iterations-readers ui-small">
        {readers.map(({ userId, readAt }) => (
          <li key={userId}>
            <Icon name={readAt === null ? 'clock' : 'check'} size={13} />
            <span>{nameOf(userId)}</span>
            <span className="ui-second">{readAt === null ? t('notes.notYet') : when(readAt)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Whom it concerns says that they know it. */
function HaveRead({ notes: { processId, version, readAt, readers } }: { notes: ReleaseNotes }) {
  const { t } = useTranslation('iterations');
  const me = useMe();
  const { when } = useFormat();
  const read = useIterationChange({ change: () => api.readReleaseNotes(processId, version) });
  if (readAt !== null)
    return (
      <p className="iterations-have-read ui-small">
        <Icon name="check" size={14} />
        {t('notes.youRead', { when: when(readAt) })}
      </p>
    );
  if (!readers.some(({ userId }) => userId === me.userId)) return null;
  return (
    <Button loading={read.isPending} onClick={() => read.mutate()}>
      {t('notes.haveRead')}
    </Button>
  );
}
