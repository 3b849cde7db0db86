import type { Iteration, IterationDay, Rollout } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { Icon, type IconName, useFormat } from '../ui/index.ts';
import { MoveStepDialog, type Step } from './move-step-dialog.tsx';

type DayEvent = IterationDay['events'][number];

function signOf({ code, isAhead }: DayEvent): IconName {
  if (code === 'verdict') return 'flag';
  if (code === 'rolledBack') return 'undo';
  return isAhead ? 'clock' : 'check';
}

/** What is carried from day to day. */
const carried = 'application/x-fortnight-step';

/** The real days of the fortnight, with what happened on each and what is due; a step of a roll-out may be moved there. */
export function DaysLine({ iteration: { days, day, processId } }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const stepOf = useMovableSteps(processId, days);
  const [moving, setMoving] = useState<Movable & { readonly date?: string }>();
  const [overDay, setOverDay] = useState<number>();
  return (
    <div className="iterations-days-frame">
      <ol className="iterations-days ui-num" aria-label={t('days')} style={{ ['--days' as string]: days.length }}>
        {days.map((each) => {
          const { weekday, number, date } = calendarDay(each.date);
          const isToday = each.day === day;
          const look = [!each.isWorking && 'is-off', isToday && 'is-now', overDay === each.day && 'is-over'];
          return (
            <li
              key={each.day}
              className={look.filter(Boolean).join(' ')}
              {...(isToday && { 'aria-current': 'date' as const })}
              onDragOver={(event) => {
                if (!event.dataTransfer.types.includes(carried)) return;
                event.preventDefault();
                setOverDay(each.day);
              }}
              onDragLeave={() => setOverDay(undefined)}
              onDrop={(event) => {
                setOverDay(undefined);
                const [version, share] = event.dataTransfer.getData(carried).split(' ').map(Number);
                const movable = stepOf(version, share);
                if (!movable) return;
                event.preventDefault();
                setMoving({ ...movable, date: each.date });
              }}
            >
              <div className="iterations-day">
                <b>{each.day}</b>
                <time dateTime={each.date} title={date}>
                  {t('shortDay', { weekday, number: isFirst(each, days) ? date : number })}
                </time>
              </div>
              {isToday && <b className="iterations-today">{t('today')}</b>}
              {each.blackout && <Closed name={each.blackout} isFirst={days[each.day - 2]?.blackout !== each.blackout} />}
              {each.holiday && each.holiday !== each.blackout && <span className="iterations-holiday">{each.holiday}</span>}
              {each.events.map((event) => {
                const movable = event.isAhead && event.code === 'rolloutShare' ? stepOf(event.version, event.share) : undefined;
                return (
                  <EventLine
                    key={`${event.code} ${event.version} ${event.share} ${event.at}`}
                    event={event}
                    processId={processId}
                    onMove={movable && (() => setMoving(movable))}
                  />
                );
              })}
            </li>
          );
        })}
      </ol>
      {moving && (
        <MoveStepDialog rollout={moving.rollout} step={moving.step} date={moving.date} onClose={() => setMoving(undefined)} />
      )}
    </div>
  );
}

interface Movable {
  readonly rollout: Rollout;
  readonly step: Step;
}

/** Finds a step ahead of a roll-out that runs, where the reader may change it. */
function useMovableSteps(processId: string, days: readonly IterationDay[]) {
  const isAny = days.some(({ events }) => events.some(({ code, isAhead }) => isAhead && code === 'rolloutShare'));
  const { data } = useQuery({ ...queries.rollouts(processId), enabled: isAny, retry: false });
  return (version: number | null | undefined, share: number | null | undefined): Movable | undefined => {
    const rollout = data?.items.find((each) => each.version === version && each.can.includes('rollOut'));
    const step = rollout?.steps.find((each) => each.share === share);
    return rollout && step && { rollout, step };
  };
}

/** Where another month begins, it is named. */
const isFirst = ({ date, day }: IterationDay, days: readonly IterationDay[]): boolean =>
  days[day - 2] !== undefined && days[day - 2]?.date.slice(0, 7) !== date.slice(0, 7);

/** A day of a blackout; the first of its days says its name for all to see. */
const Closed = ({ name, isFirst: isNamed }: { name: string; isFirst: boolean }) => (
  <span className={`iterations-closed${isNamed ? ' iterations-blackout' : ''}`} title={name}>
    <Icon name="lock" size={12} /> <span className={isNamed ? undefined : 'ui-unseen'}>{name}</span>
  </span>
);

interface EventProps {
  readonly event: DayEvent;
  readonly processId: string;
  readonly onMove: (() => void) | undefined;
}

function EventLine({ event, processId, onMove }: EventProps) {
  const { t } = useTranslation('iterations');
  const { code, isAhead, version, share } = event;
  const text = t(`event.${code}`, { version: version ?? '', share: share ?? '' });
  return (
    <div className={`iterations-event${isAhead ? ' is-ahead' : ''} is-${code}`}>
      <Icon name={signOf(event)} size={13} />
      {onMove ? (
        <button
          type="button"
          title={t('step.move')}
          draggable
          onDragStart={({ dataTransfer }) => dataTransfer.setData(carried, `${version} ${share}`)}
          onClick={onMove}
        >
          {text}
        </button>
      ) : version === null ? (
        <span>{text}</span>
      ) : (
        <Link to="/processes/$processId/versions" params={{ processId }} search={{ version: String(version) }} draggable={false}>
          {text}
        </Link>
      )}
      {isAhead && <span className="ui-unseen">{t('isAhead')}</span>}
    </div>
  );
}
