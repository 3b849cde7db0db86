import type { Shortcut } from '../ui/index.ts';

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const signs: Readonly<Record<string, string>> = { enter: '↵', escape: 'Esc', arrowdown: '↓', arrowup: '↑', ' ': '␣' };

/** A key as it stands on this reader's keyboard: `⌘K`, `Ctrl K`, `↵`. */
export function keySign({ key, withCommand }: Pick<Shortcut, 'key' | 'withCommand'>): string {
  const name = signs[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
  return withCommand ? `${isMac ? '⌘' : 'Ctrl '}${name}` : name;
}
