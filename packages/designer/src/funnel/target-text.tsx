import { useTranslation } from 'react-i18next';
import { stageTimeOf } from '../cases/index.ts';

/** A stage's target time in words; `isBare` where a head says already that it is the target. */
export function TargetText({ target, isBare = false }: { target: string | undefined; isBare?: boolean }) {
  const { t } = useTranslation('funnel');
  if (target === undefined) return <span className="ui-third">{t('noTarget')}</span>;
  const time = stageTimeOf({ target, spentMs: 0 });
  const span = time ? t(time.unit, { count: time.target }) : target;
  return <span>{isBare ? span : t('targetOf', { span })}</span>;
}
