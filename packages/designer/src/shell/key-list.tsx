import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd, type Shortcut, useRegisteredShortcuts, useShortcuts } from '../ui/index.ts';

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const signs: Readonly<Record<string, string>> = { enter: '↵', escape: 'Esc', arrowdown: '↓', arrowup: '↑', ' ': '␣' };
const signOf = ({ key, withCommand }: Shortcut): string =>
  `${withCommand ? (isMac ? '⌘' : 'Ctrl ') : ''}${signs[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)}`;

/** The keys of whatever stands on the screen, under `?`. */
export function KeyList() {
  const { t } = useTranslation('shell');
  const [isOpen, setOpen] = useState(false);
  const areas = useRegisteredShortcuts((state) => state.areas);
  useShortcuts(t('keys.everywhere'), [{ key: '?', label: t('keys.show'), run: () => setOpen(true) }]);
  return (
    <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={t('keys.title')} width={440}>
      {areas.toReversed().map(({ area, shortcuts }) => (
        <section key={String(shortcuts.map(({ key }) => key)) + area} aria-label={area}>
          <h3>{area}</h3>
          <dl className="shell-keys">
            {shortcuts.map((shortcut) => (
              <div key={shortcut.key + shortcut.label}>
                <dt>{shortcut.label}</dt>
                <dd>
                  <Kbd>{signOf(shortcut)}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
