import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { Card, Pill, useFormat } from '../ui/index.ts';
import { useProcessName } from './use-process-name.ts';

/** Changes that were kept and are to be looked at again now. */
export function ComesBackCard({ process }: { process: string | undefined }) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const nameOf = useProcessName();
  const { data } = useQuery(queries.keptChangesDue());
  const due = (data?.items ?? []).filter(({ processId }) => process === undefined || processId === process);
  if (due.length === 0) return null;
  return (
    <Card title={t('comesBack.title')} note={t('comesBack.note')}>
      <ul>
        {due.map((kept) => (
          <li key={kept.id} className="iterations-row">
            <div className="iterations-row-head">
              <Link to="/iterations/$iterationId" params={{ iterationId: kept.id }} className="iterations-name">
                {t('ofProcess', { process: nameOf(kept), number: kept.number })}
              </Link>
            </div>
            <p className="iterations-row-said">{kept.hypothesis}</p>
            <div className="iterations-row-facts ui-small">
              {kept.comesBack
                .filter(({ state }) => state === 'due' || state === 'overdue')
                .map(({ stage, dueOn, state }) => (
                  <Pill key={stage} tone={state === 'overdue' ? 'red' : 'amber'} icon="clock">
                    {t(`comesBack.${state === 'overdue' ? 'overdue' : 'due'}`, {
                      stage: t(`stage.${stage}`),
                      when: calendarDay(dueOn).date,
                    })}
                  </Pill>
                ))}
              {kept.askAgainOn && (
                <Pill tone="amber" icon="ask">
                  {t('comesBack.askAgain', { when: calendarDay(kept.askAgainOn).date })}
                </Pill>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
