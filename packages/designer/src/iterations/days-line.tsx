import type { Iteration, IterationDay } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName, useFormat } from '../ui/index.ts';

type DayEvent = IterationDay['events'][number];

function signOf({ code, isAhead }: DayEvent): IconName {
  if (code === 'verdict') return 'flag';
  if (code === 'rolledBack') return 'undo';
  return isAhead ? 'clock' : 'check';
}

/** The real days of the fortnight, with what happened on each and what is due. */
export function DaysLine({ iteration: { days, day, processId } }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  return (
    <div className="iterations-days-frame">
      <ol className="iterations-days ui-num" aria-label={t('days')} style={{ ['--days' as string]: days.length }}>
        {days.map((each) => {
          const { weekday, number, date } = calendarDay(each.date);
          const isToday = each.day === day;
          const look = [!each.isWorking && 'is-off', isToday && 'is-now'].filter(Boolean).join(' ');
          return (
            <li key={each.day} className={look} {...(isToday && { 'aria-current': 'date' as const })}>
              <div className="iterations-day">
                <b>{each.day}</b>
                <time dateTime={each.date} title={date}>
                  {t('shortDay', { weekday, number: isFirst(each, days) ? date : number })}
                </time>
              </div>
              {isToday && <b className="iterations-today">{t('today')}</b>}
              {each.holiday && <span className="iterations-holiday">{each.holiday}</span>}
              {each.events.map((event) => (
                <EventLine
                  key={`${event.code} ${event.version} ${event.share} ${event.at}`}
                  event={event}
                  processId={processId}
                />
              ))}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Where another month begins, it is named. */
const isFirst = ({ date, day }: IterationDay, days: readonly IterationDay[]): boolean =>
  days[day - 2] !== undefined && days[day - 2]?.date.slice(0, 7) !== date.slice(0, 7);

function EventLine({ event, processId }: { event: DayEvent; processId: string }) {
  const { t } = useTranslation('iterations');
  const { code, isAhead, version, share } = event;
  const text = t(`event.${code}`, { version: version ?? '', share: share ?? '' });
  return (
    <div className={`iterations-event${isAhead ? ' is-ahead' : ''} is-${code}`}>
      <Icon name={signOf(event)} size={13} />
      {version === null ? (
        <span>{text}</span>
      ) : (
        <Link to="/processes/$processId/versions" params={{ processId }} search={{ version: String(version) }}>
          {text}
        </Link>
      )}
      {isAhead && <span className="ui-unseen">{t('isAhead')}</span>}
    </div>
  );
}
