import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCalm } from '../ui/index.ts';

/** Closes what is shown once; it comes where one has just clicked, and waits out a double click. */
export function DoneButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operations');
  const calm = useCalm();
  return (
    <Button type="primary" onClick={calm(onClose)}>
      {t('done')}
    </Button>
  );
}
