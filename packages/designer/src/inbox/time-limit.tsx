import type { Task } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { Countdown, Icon, useFormat } from '../ui/index.ts';
import { type LimitParts, limitParts } from './limit-parts.ts';

/** The time that is left, and of how much. */
export function TimeLimit({ task }: { task: Pick<Task, 'remainingMs' | 'dueAt' | 'limit' | 'isWorkingTime'> }) {
  const { t } = useTranslation('inbox');
  const limitWords = useLimitWords();
  const whole = limitParts(task.limit);
  if (task.dueAt === null) return <small className="ui-third">{t('noLimit')}</small>;
  return (
    <span className="inbox-limit">
      <Icon name="clock" />
      <Countdown of={task} />
      {whole && (
        <small className="ui-second">
          {t(Date.parse(task.dueAt) < Date.now() ? 'limitPassed' : 'limit', {
            limit: limitWords(whole, task.isWorkingTime === true),
          })}
        </small>
      )}
    </span>
  );
}

/** A day of a calendar is one of its working days, however many hours that has. */
function useLimitWords(): (parts: LimitParts, isWorkingTime: boolean) => string {
  const { t } = useTranslation('inbox');
  const { span } = useFormat();
  return ({ days, hours, minutes }, isWorkingTime) => {
    const rest = (hours * 60 + minutes) * 60_000;
    if (!isWorkingTime) return span(days * 24 * 3_600_000 + rest);
    const told = [
      ...(days > 0 ? [t('workingDays', { count: days })] : []),
      ...(rest > 0 ? [minutes === 0 ? t('workingHours', { count: hours }) : t('workingSpan', { span: span(rest) })] : []),
    ];
    return told.join(t('and'));
  };
}
