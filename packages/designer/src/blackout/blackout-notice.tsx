import './blackout.css';
import type { Closure } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { Icon, useFormat } from '../ui/index.ts';

/** One sentence of what is closed and until when, and what one may do. */
export function ClosedNote({ closure: { period, endsOn, nextFreeAt }, children }: { closure: Closure; children?: ReactNode }) {
  const { t } = useTranslation('blackout');
  const { calendarDay, when } = useFormat();
  return (
    <div className="ui-banner ui-banner-amber blackout-note" role="note">
      <Icon name="clock" />
      <div className="ui-grow">
        <b>{t('closed', { period, until: calendarDay(endsOn).date })}</b>
        <p className="ui-second">
          {t('closedEffect')}
          {t('apart')}
          {nextFreeAt === null ? t('never') : t('closedFrom', { when: when(nextFreeAt) })}
        </p>
        {children}
      </div>
    </div>
  );
}

/** For whoever looks at a version that could go live now: nothing where it is free. */
export function BlackoutNotice({ processId }: { readonly processId: string }) {
  const { data } = useQuery(queries.processBlackout(processId));
  return data?.closure ? <ClosedNote closure={data.closure} /> : null;
}
