import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProcessBar } from '../processes/index.ts';
import { EmptyState } from '../ui/index.ts';

/** Says on a phone that playing wants more room. */
export function WiderScreen({ processId, onLeave }: { processId: string; onLeave: () => void }) {
  const { t } = useTranslation('play');
  return (
    <>
      <ProcessBar processId={processId} />
      <EmptyState
        title={t('wider.title')}
        action={
          <Button type="primary" onClick={onLeave}>
            {t('broken.back')}
          </Button>
        }
      >
        {t('wider.text')}
      </EmptyState>
    </>
  );
}
