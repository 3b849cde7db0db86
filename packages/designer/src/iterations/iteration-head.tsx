import type { Iteration } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { useFormat } from '../ui/index.ts';
import { StatePill } from './state-pill.tsx';
import { useProcessName } from './use-process-name.ts';
import { YearMarks } from './year-marks.tsx';

/** Which iteration of which process, what it is to show, and how the year goes. */
export function IterationHead({ iteration, children }: { iteration: Iteration; children: ReactNode }) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const { nameOf } = useDirectory();
  const processName = useProcessName();
  const { number, day, dayCount, startsOn, endsOn, ownerId, hypothesis, processId, state, isOverdue } = iteration;
  return (
    <section className="iterations-head" aria-labelledby="iteration-title">
      <div className="iterations-head-said">
        <div className="ui-row iterations-title">
          <h1 id="iteration-title">{day === null ? t('name', { number }) : t('nameAndDay', { number, day, of: dayCount })}</h1>
          {(state !== 'running' || isOverdue) && <StatePill iteration={iteration} />}
          <span className="ui-second">
            {t('span', { from: calendarDay(startsOn).both, to: calendarDay(endsOn).both })}
            {t('comma')}
            <Link to="/processes/$processId/versions" params={{ processId }} className="iterations-quiet">
              {processName(iteration)}
            </Link>
            {ownerId && `${t('comma')}${nameOf(ownerId)}`}
          </span>
        </div>
        <p className="iterations-hypothesis">{t('quoted', { text: hypothesis })}</p>
      </div>
      <YearMarks iteration={iteration} />
      {children}
    </section>
  );
}
