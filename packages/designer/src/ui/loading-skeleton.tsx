import { useTranslation } from 'react-i18next';

/** The lines of what is on its way; seen only when it takes longer than 150 ms. */
export function LoadingSkeleton({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation('shell');
  return (
    <div className="ui-skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
