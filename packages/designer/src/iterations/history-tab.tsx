import type { Iteration } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Card, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { IterationRows } from './iteration-list.tsx';
import { useIterationChange } from './use-iteration-change.ts';

/** What was decided in it and why, and the iterations of the process before and after it. */
export function HistoryTab({ iteration }: { iteration: Iteration }) {
  return (
    <div className="iterations-history">
      <Decisions iteration={iteration} />
      <Others iteration={iteration} />
    </div>
  );
}

interface Said {
  readonly key: string;
  readonly at: string;
  readonly by: string | null;
  readonly text: string;
  readonly about: string;
}

function Decisions({ iteration }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const { nameOf } = useDirectory();
  const { when, full } = useFormat();
  const { decisions, verdict, comesBack, can } = iteration;
  const said: Said[] = decisions.map(({ id, ...decision }) => ({ key: id, ...decision, about: '' }));
  if (verdict) said.push({ key: 'verdict', ...toSaid(verdict), about: t(`outcome.${verdict.outcome}`) });
  for (const { stage, verdict: later } of comesBack)
    if (later)
      said.push({ key: stage, ...toSaid(later), about: `${t(`against.${stage}`)}${t('colon')}${t(`outcome.${later.outcome}`)}` });
  const newest = said.toSorted((one, other) => other.at.localeCompare(one.at));
  return (
    <Card title={t('decisions.title')}>
      {can.includes('decide') && <Decide iteration={iteration} />}
      {newest.length === 0 ? (
        <p className="iterations-none ui-second">{t('decisions.none')}</p>
      ) : (
        <ol className="iterations-decisions">
          {newest.map(({ key, at, by, text, about }) => (
            <li key={key}>
              <time dateTime={at} title={full(at)} className="ui-second ui-small ui-num">
                {when(at)}
              </time>
              <div>
                {about !== '' && <b>{about}</b>}
                <p>{text}</p>
                <small className="ui-second">{nameOf(by)}</small>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

const toSaid = ({ at, by, reason }: NonNullable<Iteration['verdict']>) => ({ at, by, text: reason });

function Decide({ iteration }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const id = useId();
  const [text, setText] = useState('');
  const decide = useIterationChange({
    change: () => api.decide(iteration.id, { text: text.trim() }),
    onDone: () => setText(''),
  });
  return (
    <form
      className="iterations-decide"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') decide.mutate();
      }}
    >
      <label htmlFor={id}>{t('decisions.label')}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={4000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button htmlType="submit" disabled={text.trim() === ''} loading={decide.isPending}>
        {t('decisions.record')}
      </Button>
    </form>
  );
}

function Others({ iteration: { id, processId } }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(queries.iterations({ processId }));
  const others = data?.pages.flatMap(({ items }) => items).filter((other) => other.id !== id) ?? [];
  return (
    <Card title={t('others.title')}>
      {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingSkeleton lines={4} />}
      {data && others.length === 0 && <p className="iterations-none ui-second">{t('others.none')}</p>}
      <IterationRows items={others} />
      {hasNextPage && (
        <Button type="text" className="iterations-more" onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Card>
  );
}
