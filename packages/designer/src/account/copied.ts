import { App } from 'antd';
import { useTranslation } from 'react-i18next';

/** Copies a text, and says so, or why not. */
export function useCopy(): (text: string) => Promise<void> {
  const { t } = useTranslation('operations');
  const { message } = App.useApp();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      message.success(t('secret.copied'));
    } catch {
      message.warning(t('secret.copyYourself'));
    }
  };
}
