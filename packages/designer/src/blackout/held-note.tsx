import type { Closure } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { Icon, useFormat } from '../ui/index.ts';

interface Props {
  readonly held: Closure;
  /** Of a roll-out rather than a publication. */
  readonly isStep?: boolean;
}

/** That something planned waits for the end of a blackout, and until when. */
export function HeldNote({ held: { period, endsOn, nextFreeAt }, isStep = false }: Props) {
  const { t } = useTranslation('blackout');
  const { calendarDay, when } = useFormat();
  const words = isStep ? 'stepWaits' : 'waits';
  return (
    <p className="ui-small blackout-held">
      <Icon name="clock" />{' '}
      {t(nextFreeAt === null ? `${words}ForGood` : words, {
        period,
        until: calendarDay(endsOn).date,
        when: nextFreeAt === null ? '' : when(nextFreeAt),
      })}
    </p>
  );
}
