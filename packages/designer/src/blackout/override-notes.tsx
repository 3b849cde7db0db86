import type { Version } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { useFormat } from '../ui/index.ts';

/** Why a version went live, or is to go live, during a blackout. */
export function OverrideNotes({ version: { blackoutOverrides, proposal } }: { readonly version: Version }) {
  const { t } = useTranslation('blackout');
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  return (
    <>
      {proposal?.blackoutReason && <p className="ui-small">{t('timedAnyway', { reason: proposal.blackoutReason })}</p>}
      {blackoutOverrides.map(({ at, by, period, reason }) => (
        <p key={at} className="ui-small">
          {t('overridden', { period, reason, name: nameOf(by), when: when(at) })}
        </p>
      ))}
    </>
  );
}
