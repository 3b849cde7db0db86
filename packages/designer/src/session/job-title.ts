import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Words a job title that is usual in sales in the reader's language; any other stands as it was written. */
export function useJobTitle(): <Title extends string | undefined>(title: Title) => Title | string {
  const { t, i18n } = useTranslation('titles');
  return useCallback(
    (title) => (title !== undefined && i18n.exists(title, { ns: 'titles' }) ? t(title as 'CFO') : title),
    [t, i18n],
  );
}
