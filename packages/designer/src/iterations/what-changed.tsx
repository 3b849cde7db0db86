import './iterations.css';
import type { ChangeForMe } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries } from '../client/index.ts';
import { Card, Icon, LoadingSkeleton, useFormat } from '../ui/index.ts';
import { useElementNames } from './use-element-names.ts';
import { useIterationChange } from './use-iteration-change.ts';
import { useProcessName } from './use-process-name.ts';

const VersionChanges = lazy(async () => ({ default: (await import('./version-changes.tsx')).VersionChanges }));

/** Versions whose steps are the reader's, until the reader says that they are read. */
export function WhatChanged() {
  const { t } = useTranslation('iterations');
  const { data } = useQuery(queries.changesForMe());
  const unread = (data?.items ?? []).filter(({ readAt }) => readAt === null);
  if (unread.length === 0) return null;
  return (
    <Card className="home-owned iterations-for-me" title={t('forMe.title')} note={t('forMe.note')}>
      <ul>
        {unread.map((change) => (
          <Line key={`${change.processId} ${change.version}`} change={change} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ change }: { change: ChangeForMe }) {
  const { t } = useTranslation('iterations');
  const { when, full } = useFormat();
  const nameOf = useProcessName();
  const elementName = useElementNames(change.processId, [change.version, change.comparedWith ?? 0]);
  const [isOpen, setOpen] = useState(false);
  const { processId, version, note, publishedAt, comparedWith, elementIds } = change;
  const read = useIterationChange({ change: () => api.readReleaseNotes(processId, version) });
  return (
    <li>
      <div className="iterations-for-me-head">
        <Icon name="mail" />
        <div className="ui-grow">
          <b>{t('forMe.version', { process: nameOf(change), version })}</b>
          {note && <p>{note}</p>}
          <p className="ui-second ui-small">
            <span title={full(publishedAt)}>{t('forMe.live', { when: when(publishedAt) })}</span>
            {elementIds.length > 0 && ` · ${t('forMe.steps', { steps: elementIds.map(elementName).join(t('comma')) })}`}
          </p>
        </div>
        <div className="ui-row">
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'forMe.hide' : 'forMe.show')}
          </Button>
          <Button
            size="small"
            loading={read.isPending}
            aria-label={t('forMe.haveReadOf', { process: nameOf(change), version })}
            onClick={() => read.mutate()}
          >
            {t('notes.haveRead')}
          </Button>
        </div>
      </div>
      <Suspense fallback={<LoadingSkeleton lines={3} />}>
        {isOpen && <VersionChanges processId={processId} version={version} comparedWith={comparedWith} elementIds={elementIds} />}
      </Suspense>
    </li>
  );
}
