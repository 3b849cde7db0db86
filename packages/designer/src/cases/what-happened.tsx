import type { InstanceDetail } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { Card, Icon, LoadingSkeleton, useFormat } from '../ui/index.ts';
import type { Kind, Namer } from './sentence.ts';
import { SentenceText } from './sentence-text.tsx';
import { type TimelineRow, timelineOf } from './timeline.ts';

interface Props {
  readonly instance: InstanceDetail;
  readonly namer: Namer;
  /** Only what happened at this element. */
  readonly elementId: string | undefined;
  readonly onAll: () => void;
}
const kinds = ['all', 'people', 'compliance', 'incidents'] as const;

/** The history in plain sentences, newest first, by day. */
export function WhatHappened({ instance, namer, elementId, onAll }: Props) {
  const { t } = useTranslation('cases');
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const query = useInfiniteQuery(queries.events(instance.id, { order: 'desc', limit: 200 }));
  const events = useMemo(() => (query.data?.pages ?? []).flatMap(({ items }) => items), [query.data]);
  const only: { kind?: Kind | undefined; elementId?: string | undefined } = {
    kind: kind === 'all' ? undefined : kind,
    elementId,
  };
  const rows = timelineOf(events, namer, only);
  const filter = (
    <Segmented
      size="small"
      aria-label={t('whatHappened')}
      value={kind}
      options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      onChange={setKind}
    />
  );
  return (
    <Card
      title={t('whatHappened')}
      note={
        elementId !== undefined && (
          <button type="button" className="case-only" onClick={onAll}>
            {t('onlyAt', { element: namer.element(elementId) })} <Icon name="close" label={t('kinds.all')} />
          </button>
        )
      }
      aside={filter}
    >
      {query.isPending && <LoadingSkeleton />}
      {query.data && rows.length === 0 && <p className="case-places ui-second">{t('nothingHappened')}</p>}
      <Days rows={rows} version={instance.version} />
      {query.hasNextPage && (
        <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('olderEvents')}
        </Button>
      )}
    </Card>
  );
}

function Days({ rows, version }: { rows: readonly TimelineRow[]; version: number }) {
  const format = useFormat();
  const { t } = useTranslation('cases');
  const dayOf = (at: string) => {
    const days = format.daysFromToday(at);
    if (days === 0) return t('today');
    return days === -1 ? t('yesterday') : format.longDate(at);
  };
  const days = Map.groupBy(rows, ({ at }) => dayOf(at));
  return [...days].map(([day, ofDay]) => (
    <section key={day} className="case-day">
      <h3>{day}</h3>
      <ol>
        {ofDay.map((row) => (
          <Row key={row.seq} row={row} version={version} />
        ))}
      </ol>
    </section>
  ));
}

function Row({ row, version }: { row: TimelineRow; version: number }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { icon, tone } = row.sentence;
  return (
    <li className="case-event">
      <time dateTime={row.at} title={format.full(row.at)} className="ui-num ui-second">
        {format.time(row.at)}
      </time>
      <span className={`case-tone-${tone}`}>
        <Icon name={icon} />
      </span>
      <span className="ui-grow">
        <SentenceText sentence={row.sentence} />
      </span>
      <span className="ui-third ui-num">v{version}</span>
      {row.hash !== undefined && (
        <code title={t('chainLink', { hash: row.hash })} className="ui-second">
          {row.hash.slice(0, 6)}
        </code>
      )}
    </li>
  );
}
