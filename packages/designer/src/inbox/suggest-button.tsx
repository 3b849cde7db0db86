import type { Task } from '@fortnight/shared/contract';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';

const SuggestDialog = lazy(async () => ({ default: (await import('../iterations/index.ts')).SuggestDialog }));

/** Whoever works on a step says what should be otherwise there. */
export function SuggestButton({ task, step }: { task: Task; step: string }) {
  const { t } = useTranslation('iterations');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="ui-linklike inbox-suggest" onClick={() => setOpen(true)}>
        <Icon name="bulb" size={14} />
        {t('suggest.button')}
      </button>
      <Suspense fallback={null}>
        {isOpen && <SuggestDialog processId={task.processId} taskId={task.id} step={step} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
