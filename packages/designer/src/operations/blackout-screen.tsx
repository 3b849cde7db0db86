import type { Blackout, BlackoutPeriod } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { EmptyState, Icon, LoadingSkeleton, Pill, ProblemBanner, useFormat, useLocalName } from '../ui/index.ts';
import { PeriodDialog } from './period-dialog.tsx';

/** The days on which nothing goes live: which there are, which comes next, what each holds back. */
export function BlackoutScreen() {
  const { t } = useTranslation('blackout');
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(queries.blackout());
  const [editing, setEditing] = useState<BlackoutPeriod | 'new'>();
  const mayEdit = data?.can.includes('edit') ?? false;
  return (
    <div className="operations-single">
      <div className="ui-row">
        <p className="ui-second">
          {t('note')}
          {data && `${t('apart')}${t('zone', { zone: data.timeZone })}`}
        </p>
        <span className="ui-grow" />
        {mayEdit && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        )}
      </div>
      {data && data.periods.length > 0 && <Standing blackout={data} />}
      {error && (
        <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
          {refusalText(error)}
        </ProblemBanner>
      )}
      <section className="ui-card operations-scroll" aria-label={t('list')}>
        {!data && !error && <LoadingSkeleton />}
        {data?.periods.length === 0 && <EmptyState title={t('none')}>{t('noneNote')}</EmptyState>}
        {data && data.periods.length > 0 && <Periods blackout={data} onChange={setEditing} />}
      </section>
      {data && <Holidays blackout={data} />}
      {editing && <PeriodDialog period={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </div>
  );
}

/** What is closed now, else what is closed next. */
function Standing({ blackout: { periods } }: { blackout: Blackout }) {
  const { t } = useTranslation('blackout');
  const { calendarDay } = useFormat();
  const now = periods.flatMap(({ name, next }) =>
    next?.isNow ? [t('until', { name, until: calendarDay(next.endsOn).both })] : [],
  );
  const [first] = periods;
  if (now.length > 0) return <h2 className="operations-closed">{t('nowIs', { names: now.join(t('join')) })}</h2>;
  if (!first?.next) return <h2>{t('free')}</h2>;
  const days = t('days', { from: calendarDay(first.next.startsOn).both, to: calendarDay(first.next.endsOn).both });
  return <h2>{t('nextIs', { names: t('fromTo', { name: first.name, days }) })}</h2>;
}

interface PeriodsProps {
  readonly blackout: Blackout;
  readonly onChange: (period: BlackoutPeriod) => void;
}

function Periods({ blackout: { periods, can }, onChange }: PeriodsProps) {
  const { t } = useTranslation('blackout');
  const mayEdit = can.includes('edit');
  const remove = useRemoval();
  return (
    <table className="ui-table ui-num operations-table operations-blackout">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('next')}</th>
          <th scope="col" className="operations-wide">
            {t('which')}
          </th>
          {mayEdit && <td />}
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <tr key={period.id} className={period.next ? undefined : 'is-over'}>
            <th scope="row">
              {period.name}
              <Days period={period} />
            </th>
            <td>
              <Next period={period} />
            </td>
            <td className="operations-wide">
              <Processes ids={period.processIds} />
            </td>
            {mayEdit && (
              <td>
                <div className="ui-row">
                  <Button size="small" aria-label={t('changeOf', { name: period.name })} onClick={() => onChange(period)}>
                    {t('change')}
                  </Button>
                  <Button size="small" danger aria-label={t('removeOf', { name: period.name })} onClick={() => remove(period)}>
                    {t('remove')}
                  </Button>
                </div>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The days as they were set, and whether they come each year. */
function Days({ period: { startsOn, endsOn, isYearly } }: { period: BlackoutPeriod }) {
  const { t } = useTranslation('blackout');
  const { calendarDay, date } = useFormat();
  const dayOf = (of: string) => (isYearly ? calendarDay(of).date : date(`${of}T12:00:00Z`));
  const days = startsOn === endsOn ? dayOf(startsOn) : t('days', { from: dayOf(startsOn), to: dayOf(endsOn) });
  return (
    <small>
      {days}
      {isYearly && ` · ${t('yearly')}`}
    </small>
  );
}

/** When it comes, and which publications wait for its end. */
function Next({ period: { next, holds } }: { period: BlackoutPeriod }) {
  const { t } = useTranslation('blackout');
  const { calendarDay, date, when } = useFormat();
  const nameOf = useProcessName();
  if (!next) return t('isOver');
  return (
    <>
      {next.isNow ? (
        <Pill tone="amber" icon="clock">
          {t('isNow', { until: calendarDay(next.endsOn).both })}
        </Pill>
      ) : (
        date(`${next.startsOn}T12:00:00Z`)
      )}
      {holds.length > 0 && (
        <small>
          {t('holds', { count: holds.length })}
          {holds.map(({ processId, version, publishAt }) => (
            <Link
              key={processId}
              className="operations-held"
              to="/processes/$processId/versions"
              params={{ processId }}
              search={{ version: String(version) }}
            >
              {t('held', { process: nameOf(processId), version, when: when(publishAt) })}
            </Link>
          ))}
        </small>
      )}
    </>
  );
}

function Processes({ ids }: { ids: readonly string[] | null }) {
  const { t } = useTranslation('blackout');
  const nameOf = useProcessName();
  return ids === null ? t('every') : ids.map(nameOf).join(t('join'));
}

function useProcessName(): (id: string) => string {
  const localName = useLocalName();
  const { data } = useQuery(queries.processes());
  const known = new Map((data?.items ?? []).map((process) => [process.id, localName(process)]));
  return (id) => known.get(id) ?? id;
}

function useRemoval(): (period: BlackoutPeriod) => void {
  const { t } = useTranslation('blackout');
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const refusalText = useRefusalText();
  return ({ id, name }) => {
    modal.confirm({
      title: t('removeTitle', { name }),
      content: t('removeEffect'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: async () => {
        try {
          await api.removeBlackoutPeriod(id);
        } catch (error) {
          message.error(refusalText(error));
        }
        for (const key of ['blackout', 'processes', 'iterations']) await client.invalidateQueries({ queryKey: [key] });
      },
    });
  };
}

/** Whether the holidays of the working calendar count as well, and which these are. */
function Holidays({ blackout: { areHolidaysClosed, holidays, calendar, can } }: { blackout: Blackout }) {
  const { t } = useTranslation('blackout');
  const { calendarDay } = useFormat();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const set = useMutation({
    mutationFn: (isClosed: boolean) => api.setHolidaysClosed({ areHolidaysClosed: isClosed }),
    onSuccess: async () => {
      for (const key of ['blackout', 'processes', 'iterations']) await client.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => message.error(refusalText(error)),
  });
  const names = holidays.map(({ name, startsOn, endsOn }) => {
    const days =
      startsOn === endsOn
        ? calendarDay(startsOn).date
        : t('days', { from: calendarDay(startsOn).date, to: calendarDay(endsOn).date });
    return t('fromTo', { name, days });
  });
  return (
    <section className="ui-card operations-holidays">
      <Checkbox
        checked={areHolidaysClosed}
        disabled={!can.includes('edit') || set.isPending}
        onChange={({ target }) => set.mutate(target.checked)}
      >
        {t('holidays')}
      </Checkbox>
      <p className="ui-second ui-small">
        {names.length > 0 ? t('holidaysAre', { names: names.join(t('join')) }) : t('holidaysNone', { calendar })}
      </p>
    </section>
  );
}
