import './rollout.css';
import type { Version } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';

/** The versions that new cases start on, each as wide as its share; the one that was live before goes first. */
export function StartsOn({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const live = versions.filter(({ state }) => state === 'live').toSorted((one, other) => one.version - other.version);
  return (
    <ul className="rollout-shares" aria-label={t('startsOn')}>
      {live.map(({ id, version, versionTag, share, runningCount }, index) => (
        <li key={id} style={{ flexGrow: Math.max(share ?? 0, 1) }} className={index > 0 ? 'is-new' : undefined}>
          <p>
            <b className="ui-num">{t('part', { version, share: number(share ?? 0) })}</b>{' '}
            {versionTag && <span className="versions-tag">{versionTag}</span>}
          </p>
          <span className="rollout-bar" aria-hidden="true" />
          <p className="ui-small ui-second">{t('running', { count: runningCount, running: number(runningCount) })}</p>
        </li>
      ))}
    </ul>
  );
}
