import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './use-format.ts';

const soonMs = 2 * 3_600_000;
const tickMs = 30_000;

/** How a time that is left reads: late is red, under two hours amber, else grey. */
export const urgencyOf = (remainingMs: number): 'late' | 'soon' | 'calm' =>
  remainingMs < 0 ? 'late' : remainingMs < soonMs ? 'soon' : 'calm';

/** What of a task says how much time there is; the wire's names. */
interface Limited {
  readonly dueAt: string | null;
  readonly remainingMs?: number | undefined;
  readonly isWorkingTime?: boolean | undefined;
}

/**
 * The time that is left: in working time where the limit counts in it, which the hint says. What is late is so by the
 * wall clock, like the time beside it. Nothing is shown where there is no limit.
 */
export function Countdown({ of: { dueAt, remainingMs, isWorkingTime } }: { readonly of: Limited }) {
  const { t } = useTranslation('shell');
  const { span, full } = useFormat();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  if (dueAt === null) return null;
  const toDue = Date.parse(dueAt) - now;
  const left = toDue < 0 ? toDue : (remainingMs ?? toDue);
  const due = t(isWorkingTime ? 'time.dueWorking' : 'time.due', { when: full(dueAt) });
  return (
    <span className={`ui-countdown ui-num ui-countdown-${urgencyOf(left)}`} title={due}>
      {t(left < 0 ? 'time.late' : 'time.left', { span: span(left) })}
    </span>
  );
}
