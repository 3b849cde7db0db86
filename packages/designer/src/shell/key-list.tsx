import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd, useRegisteredShortcuts, useShortcuts } from '../ui/index.ts';
import { keySign } from './key-signs.ts';

/** The keys of whatever stands on the screen, under `?`. */
export function KeyList() {
  const { t } = useTranslation('shell');
  const [isOpen, setOpen] = useState(false);
  const registered = useRegisteredShortcuts((state) => state.areas);
  useShortcuts(t('keys.everywhere'), [{ key: '?', label: t('keys.show'), run: () => setOpen(true) }]);
  const areas = Map.groupBy(registered.toReversed(), ({ area }) => area);
  return (
    <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={t('keys.title')} width={440}>
      {[...areas].map(([area, parts]) => (
        <div key={area}>
          <h2 className="shell-keys-area">{area}</h2>
          <dl className="shell-keys">
            {parts
              .flatMap(({ shortcuts }) => shortcuts)
              .map((shortcut) => (
                <div key={shortcut.key + shortcut.label}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Kbd>{keySign(shortcut)}</Kbd>
                  </dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </Modal>
  );
}
