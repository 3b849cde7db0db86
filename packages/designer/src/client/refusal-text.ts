import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from './problem-error.ts';

/** Words any failure for the reader: by its code where the catalogue has it, else as the server said it. */
export function useRefusalText(): (error: unknown) => string {
  const { t, i18n } = useTranslation('shell');
  return useCallback(
    (error) => {
      if (!(error instanceof ProblemError)) return t('refusal.unknown');
      if (i18n.exists(`shell:refusal.${error.code}`)) return t(`refusal.${error.code}`, { ...error.params });
      return error.message;
    },
    [t, i18n],
  );
}
