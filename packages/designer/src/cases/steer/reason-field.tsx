import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** Why a case is steered by hand: it stands in its history. */
export function ReasonField({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  const { t } = useTranslation('steering');
  const id = useId();
  return (
    <div className="case-field">
      <label htmlFor={id}>{t('why')}</label>
      <Input.TextArea id={id} rows={2} maxLength={4000} value={reason} onChange={({ target }) => onChange(target.value)} />
    </div>
  );
}
