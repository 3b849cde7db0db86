import type { Task } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { Countdown, Icon, useFormat } from '../ui/index.ts';

const part = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/** Reads a limit such as `P1DT4H` as a span of wall-clock milliseconds. */
export function limitMs(limit: string | undefined): number | undefined {
  const match = part.exec(limit ?? '');
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  const ms = ((days * 24 + hours) * 60 + minutes) * 60_000;
  return ms > 0 ? ms : undefined;
}

/** The time that is left, and of how much. */
export function TimeLimit({ task }: { task: Pick<Task, 'remainingMs' | 'dueAt' | 'limit'> }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const whole = limitMs(task.limit);
  if (task.dueAt === null) return <small className="ui-third">{t('noLimit')}</small>;
  return (
    <span className="inbox-limit">
      <Icon name="clock" />
      <Countdown remainingMs={task.remainingMs} dueAt={task.dueAt} />
      {whole !== undefined && <small className="ui-second">{t('limit', { limit: format.span(whole) })}</small>}
    </span>
  );
}
