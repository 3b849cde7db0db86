import type { Version } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { type IconName, Pill, useFormat } from '../ui/index.ts';
import { versionTones } from './version-tones.ts';

const signs: Partial<Record<Version['state'], IconName>> = {
  inReview: 'chat',
  declined: 'close',
  withdrawn: 'back',
  approved: 'check',
};

/** The one state word of a version, with its sign; beside it the time at which it is published, where one is set. */
export function VersionPill({ version: { state, share, runningCount, proposal } }: { readonly version: Version }) {
  const { t } = useTranslation('processes');
  const { number, when } = useFormat();
  const icon = signs[state];
  return (
    <>
      <Pill tone={versionTones[state]} {...(icon && { icon })}>
        {t(share === null || share === 100 ? `versionState.${state}` : 'versionState.shared', {
          count: runningCount,
          left: number(runningCount),
          share: number(share ?? 0),
        })}
      </Pill>
      {proposal?.publishAt && <Pill icon="clock">{t('schedule.pill', { when: when(proposal.publishAt) })}</Pill>}
    </>
  );
}
