import './rollout.css';
import type { TakingVersion } from '@fortnight/shared/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';

interface SharesLineProps {
  /** The live version first. */
  readonly takes: readonly TakingVersion[];
  readonly label: string;
  /** Beside the share of a version. */
  readonly tagOf?: (version: number) => ReactNode;
  /** Under it. */
  readonly noteOf?: (version: number) => ReactNode;
}

/** The versions that new cases start on, each as wide as its share. */
export function SharesLine({ takes, label, tagOf, noteOf }: SharesLineProps) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  return (
    <ul className="rollout-shares" aria-label={label}>
      {takes.map(({ version, share }, index) => (
        <li key={version} style={{ flexGrow: Math.max(share, 1) }} className={index > 0 ? 'is-new' : undefined}>
          <p>
            <b className="ui-num">{t('part', { version, share: number(share) })}</b> {tagOf?.(version)}
          </p>
          <span className="rollout-bar" aria-hidden="true" />
          {noteOf && <p className="ui-small ui-second">{noteOf(version)}</p>}
        </li>
      ))}
    </ul>
  );
}
