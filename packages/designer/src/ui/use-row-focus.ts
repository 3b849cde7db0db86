import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from './shortcuts.ts';

/**
 * J and K move the focus along a list, `/` goes to its search field. Rows are found by `data-row`, on what Enter opens;
 * the search field by `data-search` anywhere on the page.
 */
export function useRowFocus<T extends HTMLElement>(area: string): RefObject<T | null> {
  const list = useRef<T>(null);
  const { t } = useTranslation('shell');
  const move = (step: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    rows[next]?.focus();
  };
  useShortcuts(area, [
    { key: 'j', label: t('keys.next'), run: () => move(1) },
    { key: 'k', label: t('keys.previous'), run: () => move(-1) },
    { key: '/', label: t('keys.search'), run: () => document.querySelector<HTMLElement>('[data-search]')?.focus() },
  ]);
  return list;
}
