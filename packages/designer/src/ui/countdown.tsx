import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './use-format.ts';

const soonMs = 2 * 3_600_000;
const tickMs = 30_000;

/** How a time that is left reads: late is red, under two hours amber, else grey. */
export const urgencyOf = (remainingMs: number): 'late' | 'soon' | 'calm' =>
  remainingMs < 0 ? 'late' : remainingMs < soonMs ? 'soon' : 'calm';

/**
 * The time that is left. `remainingMs` is what the server counted, in working time where the limit names a calendar;
 * without it the wall clock counts down to `dueAt`. Nothing is shown without either.
 */
export function Countdown({ remainingMs, dueAt }: { remainingMs?: number | undefined; dueAt?: string | null | undefined }) {
  const { t } = useTranslation('shell');
  const { span, full } = useFormat();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const left = remainingMs ?? (dueAt ? Date.parse(dueAt) - now : undefined);
  if (left === undefined) return null;
  return (
    <span className={`ui-countdown ui-num ui-countdown-${urgencyOf(left)}`} {...(dueAt && { title: full(dueAt) })}>
      {t(left < 0 ? 'time.late' : 'time.left', { span: span(left) })}
    </span>
  );
}
