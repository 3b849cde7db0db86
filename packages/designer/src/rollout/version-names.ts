import { useTranslation } from 'react-i18next';

/** Several versions in one line of text. */
export function useVersionNames() {
  const { t } = useTranslation('rollout');
  return (versions: readonly number[]): string => versions.map((version) => t('version', { version })).join(t('join'));
}
