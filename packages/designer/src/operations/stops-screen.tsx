import type { Stop } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStopNames } from '../cases/index.ts';
import { queries, useRefusalText } from '../client/index.ts';
import { hasRole, useDirectory, useMe } from '../session/index.ts';
import { EndStopDialog, useStopWords } from '../stops/index.ts';
import { EmptyState, Icon, LoadingSkeleton, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { StopDialog } from './stop-dialog.tsx';
import { waitingBehind } from './waiting-behind.ts';

/** The cases behind a stop, the oldest first. */
function WaitingCases({ stop }: { stop: Stop }) {
  const { t } = useTranslation(['operations', 'stops']);
  const { when } = useFormat();
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(queries.stopCases(stop.id));
  const refusalText = useRefusalText();
  if (error) return <ProblemBanner title={refusalText(error)} />;
  if (!data) return <LoadingSkeleton lines={3} />;
  const cases = data.pages.flatMap(({ items }) => items);
  return (
    <>
      <ul className="operations-stop-cases">
        {cases.map((instance) => (
          <li key={instance.id}>
            <Link to="/cases/$instanceId" params={{ instanceId: instance.id }}>
              {instance.caseName || instance.businessKey || instance.id}
            </Link>
            <span className="ui-second ui-num">{t('stops:since', { when: when(instance.startedAt) })}</span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

type Names = ReturnType<typeof useStopNames>;
function StopRow({ stop, names, onEnd }: { stop: Stop; names: Names; onEnd: () => void }) {
  const { t } = useTranslation('stops');
  const { number } = useFormat();
  const words = useStopWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const count = stop.waiting ?? 0;
  const isGoingOn = stop.state === 'goingOn';
  const waiting = t(isGoingOn ? 'left' : 'waiting', { count, cases: number(count) });
  return (
    <li>
      <div className="operations-stop">
        <span className="operations-cause">
          <b>{words.said(stop, names(stop))}</b>
          <small>{isGoingOn ? t('goingOn') : words.lasting(stop)}</small>
        </span>
        {isGoingOn || count === 0 ? (
          <span className="ui-num ui-second">{waiting}</span>
        ) : (
          <Button
            type="text"
            size="small"
            icon={<Icon name={isOpen ? 'down' : 'right'} size={14} />}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {waiting}
          </Button>
        )}
        {isGoingOn && <Pill tone="blue">{t('goingOnPill')}</Pill>}
        {stop.can.includes('end') && (
          <Button size="small" onClick={onEnd}>
            {t('end.action')}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className="operations-stop-behind" id={id}>
          <WaitingCases stop={stop} />
        </div>
      )}
    </li>
  );
}

/** What was stopped before: who let it go on, and why. */
function Past() {
  const { t } = useTranslation('stops');
  const { when } = useFormat();
  const { nameOf } = useDirectory();
  const words = useStopWords();
  const { data } = useQuery(queries.stops({ state: 'over', limit: 20 }));
  const names = useStopNames(data?.items ?? none);
  if (!data || data.items.length === 0) return null;
  return (
    <section className="ui-card" aria-labelledby="operations-stops-past">
      <header>
        <h2 id="operations-stops-past">{t('past')}</h2>
      </header>
      <ul>
        {data.items.map((stop) => (
          <li key={stop.id} className="operations-stop">
            <span className="operations-cause">
              {words.said(stop, names(stop))}
              <small>
                {stop.endedBy === null && stop.until !== null && stop.endedAt !== null
                  ? t('endedInTime', { when: when(stop.endedAt) })
                  : t('endedBy', { who: nameOf(stop.endedBy), when: when(stop.endedAt ?? stop.at) })}
                {stop.endReason !== null && ` ${stop.endReason}`}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const none: readonly Stop[] = [];

/** How much is stopped, and how many cases wait for it. */
function useHeading(stops: readonly Stop[]): string {
  const { t } = useTranslation('stops');
  const { number } = useFormat();
  const count = stops.length;
  const cases = waitingBehind(stops);
  if (count === 0) return t('title');
  if (cases === undefined) return t('listed', { count });
  return t('summary', { count, waiting: cases > 0 ? t('waiting', { count: cases, cases: number(cases) }) : t('nobodyWaits') });
}

/** What is stopped, how many cases wait behind it, and stopping something. */
export function StopsScreen() {
  const { t } = useTranslation('stops');
  const me = useMe();
  const refusalText = useRefusalText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/operations/stops' });
  const { data, error, refetch } = useQuery(queries.stops());
  const items = data?.items ?? none;
  const names = useStopNames(items);
  const [ending, setEnding] = useState<Stop>();
  const [isAsked, setAsked] = useState(search.process !== undefined);
  const close = () => {
    setAsked(false);
    void navigate({ to: '/operations/stops', search: {}, replace: true });
  };
  const heading = useHeading(items);
  return (
    <div className="operations-single">
      <section className="ui-card" aria-labelledby="operations-stops">
        <header>
          <h2 id="operations-stops">{heading}</h2>
          {hasRole(me, 'owner', 'admin', 'risk') && (
            <span className="ui-card-aside">
              <Button icon={<Icon name="pause" />} onClick={() => setAsked(true)}>
                {t('set.open')}
              </Button>
            </span>
          )}
        </header>
        {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
        {!data && !error && <LoadingSkeleton />}
        {data && items.length === 0 && <EmptyState title={t('none')}>{t('noneNote')}</EmptyState>}
        <ul>
          {items.map((stop) => (
            <StopRow key={stop.id} stop={stop} names={names} onEnd={() => setEnding(stop)} />
          ))}
        </ul>
      </section>
      <Past />
      {ending && <EndStopDialog stop={ending} names={names(ending)} onClose={() => setEnding(undefined)} />}
      {isAsked && <StopDialog processId={search.process} elementId={search.element} onClose={close} />}
    </div>
  );
}
