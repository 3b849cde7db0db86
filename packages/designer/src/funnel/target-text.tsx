import { useTranslation } from 'react-i18next';
import { stageTimeOf } from '../cases/index.ts';

/** A stage's target time in words. */
export function TargetText({ target }: { target: string | undefined }) {
  const { t } = useTranslation('funnel');
  if (target === undefined) return <span className="ui-third">{t('noTarget')}</span>;
  const time = stageTimeOf({ target, spentMs: 0 });
  return <span>{t('targetOf', { span: time ? t(time.unit, { count: time.target }) : target })}</span>;
}
