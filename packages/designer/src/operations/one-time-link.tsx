import { App, Button, Input, type ModalProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';

/** A dialog that shows a secret goes by its button alone: neither Escape nor a click beside it may lose what is not copied. */
export const untilKept = { closable: false, keyboard: false, mask: { closable: false } } as const satisfies ModalProps;

/** A secret that is shown once: to copy and hand over. */
export function OneTimeSecret({ label, note, value }: { label: string; note: string; value: string }) {
  const { t } = useTranslation('operations');
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      message.success(t('secret.copied'));
    } catch {
      message.warning(t('secret.copyYourself'));
    }
  };
  return (
    <div className="operations-secret">
      <p>{note}</p>
      <div className="ui-row">
        <Input readOnly value={value} aria-label={label} onFocus={({ target }) => target.select()} />
        <Button icon={<Icon name="copy" />} onClick={() => void copy()}>
          {t('secret.copy')}
        </Button>
      </div>
    </div>
  );
}

/** The address that a one-time token opens. */
export const linkTo = (path: 'invitations' | 'password-resets', token: string): string =>
  `${window.location.origin}/${path}/${encodeURIComponent(token)}`;
