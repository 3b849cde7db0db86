import type { Version } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { openStateOf } from '../naming/index.ts';
import { type IconName, Pill, useFormat } from '../ui/index.ts';
import { versionTones } from './version-tones.ts';

const signs: Partial<Record<Version['state'], IconName>> = {
  inReview: 'chat',
  declined: 'close',
  withdrawn: 'back',
  approved: 'check',
};

/** The one state word of a version, with its sign; beside it the time at which it is published, where one is set. */
export function VersionPill({ version }: { readonly version: Version }) {
  const { t } = useTranslation('processes');
  const { number, when } = useFormat();
  const { share, runningCount, proposal } = version;
  const state = openStateOf(version);
  const icon = state === 'waits' ? 'clock' : signs[state];
  return (
    <>
      <Pill tone={state === 'waits' ? 'violet' : versionTones[state]} {...(icon && { icon })}>
        {t(share === null || share === 100 ? `versionState.${state}` : 'versionState.shared', {
          count: runningCount,
          left: number(runningCount),
          share: number(share ?? 0),
        })}
      </Pill>
      {proposal?.publishAt && (
        <Pill icon="clock" {...(proposal.held && { tone: 'amber' as const })}>
          {t('schedule.pill', { when: when(proposal.held?.nextFreeAt ?? proposal.publishAt) })}
        </Pill>
      )}
    </>
  );
}
