import type { TakingVersion, Version } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import { SharesLine } from './shares-line.tsx';

interface StartsOnProps {
  readonly takes: readonly TakingVersion[];
  /** For what is known of them besides. */
  readonly versions: readonly Version[];
}

/** The versions that new cases start on, with what runs on each. */
export function StartsOn({ takes, versions }: StartsOnProps) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const known = (version: number) => versions.find((each) => each.version === version);
  return (
    <SharesLine
      takes={takes}
      label={t('startsOn')}
      tagOf={(version) => {
        const tag = known(version)?.versionTag;
        return tag && <span className="versions-tag">{tag}</span>;
      }}
      noteOf={(version) => {
        const count = known(version)?.runningCount;
        return count === undefined ? null : t('running', { count, running: number(count) });
      }}
    />
  );
}
