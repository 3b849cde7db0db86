import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';
import { useCopy } from './copied.ts';

/** The codes that stand in for a lost phone, shown once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation(['account', 'operations']);
  const copy = useCopy();
  return (
    <div className="account-body">
      <h3 className="account-part">{t('recovery.title')}</h3>
      <p className="ui-second ui-small">{t('recovery.note')}</p>
      <ul className="account-key account-codes" aria-label={t('recovery.title')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="account-actions">
        <Button icon={<Icon name="copy" />} onClick={() => void copy(codes.join('\n'))}>
          {t('operations:secret.copy')}
        </Button>
        <Button type="primary" onClick={onKept}>
          {t('recovery.kept')}
        </Button>
      </div>
    </div>
  );
}
