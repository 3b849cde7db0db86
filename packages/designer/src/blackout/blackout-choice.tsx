import { Checkbox, Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ClosedNote } from './blackout-notice.tsx';
import type { BlackoutWay } from './use-blackout-way.ts';

/** What is closed, a way around it (`children`), and an admin's way past it, which wants a reason; nothing where it is free. */
export function BlackoutChoice({ way, children }: { readonly way: BlackoutWay; readonly children?: ReactNode }) {
  const { t } = useTranslation('blackout');
  const id = useId();
  const { closure, mayOverride, reason, setReason } = way;
  if (!closure) return null;
  return (
    <ClosedNote closure={closure}>
      {reason === undefined && children}
      {mayOverride && (
        <Checkbox checked={reason !== undefined} onChange={({ target }) => setReason(target.checked ? '' : undefined)}>
          {t('anyway')}
        </Checkbox>
      )}
      {reason !== undefined && (
        <>
          <label htmlFor={id}>{t('why')}</label>
          <Input.TextArea
            id={id}
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={4000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </>
      )}
    </ClosedNote>
  );
}
