import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { stopSecondClick } from '../ui/index.ts';

/** Closes what is shown once; it comes where one has just clicked, and does not take the second click of a double one. */
export function DoneButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operations');
  return (
    <Button type="primary" onClickCapture={stopSecondClick} onClick={onClose}>
      {t('secret.kept')}
    </Button>
  );
}
