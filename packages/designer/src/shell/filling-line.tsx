import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { useFormat } from '../ui/index.ts';

const askAgainMs = 2_000;

/** While the demo workspace is filled, how far it is: commands wait meanwhile. */
export function FillingLine() {
  const { t } = useTranslation('shell');
  const { number } = useFormat();
  const { data } = useQuery({
    ...queries.setup(),
    refetchInterval: ({ state }) => (state.data?.demoProgress ? askAgainMs : false),
  });
  const progress = data?.demoProgress;
  if (!progress) return null;
  return (
    <p className="shell-filling ui-num">
      {progress.total === 0
        ? t('filling.begins')
        : t('filling.goes', { done: number(progress.done), total: number(progress.total) })}
    </p>
  );
}
