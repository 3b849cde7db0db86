/** Keys of the screens: registered while a screen stands, off in text fields, listed under `?`. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export interface Shortcut {
  /** As `KeyboardEvent.key` has it: `j`, `Enter`, `/`, `?`. */
  readonly key: string;
  /** What it does, in the reader's language. */
  readonly label: string;
  readonly run: () => void;
  /** With Ctrl or ⌘. */
  readonly withCommand?: boolean;
  /** Holding the key down does it again and again, as moving does; nothing else is done twice by that. */
  readonly isRepeated?: boolean;
}

interface Registered {
  readonly id: symbol;
  readonly area: string;
  readonly shortcuts: readonly Shortcut[];
}

export const useRegisteredShortcuts = create<{ areas: readonly Registered[] }>(() => ({ areas: [] }));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || takesText(target) || target.closest('dialog, [role=dialog]') !== null);

/** A box that is ticked takes no letters. */
const takesText = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement
    ? !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
    : /^(TEXTAREA|SELECT)$/.test(target.tagName);

const isOnControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('a, button, [role=button], [role=menuitem], [role=option], [role=tab]') !== null;

/** The shortcut that a key press means, if any. Enter and Space stay with the control that has the focus. */
export function shortcutFor(areas: readonly Registered[], event: KeyboardEvent): Shortcut | undefined {
  const hasCommand = event.metaKey || event.ctrlKey;
  if (event.altKey || event.isComposing || event.defaultPrevented) return undefined;
  if (!hasCommand && isTyping(event.target)) return undefined;
  if ((event.key === 'Enter' || event.key === ' ') && isOnControl(event.target)) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return areas
    .toReversed()
    .flatMap(({ shortcuts }) => shortcuts)
    .find(
      (shortcut) =>
        shortcut.key.toLowerCase() === key.toLowerCase() &&
        (shortcut.withCommand ?? false) === hasCommand &&
        (shortcut.isRepeated || !event.repeat),
    );
}

/** Registers keys under the name of an area while the component stands; the newest area wins. */
export function useShortcuts(area: string, shortcuts: readonly Shortcut[]): void {
  const newest = useRef(shortcuts);
  newest.current = shortcuts;
  const listed = shortcuts.map(({ key, label, withCommand }) => `${withCommand ? '+' : ''}${key}\u0000${label}`).join('\u0001');
  useEffect(() => {
    const id = Symbol(area);
    const stable =
      listed === '' ? [] : newest.current.map((shortcut, index) => ({ ...shortcut, run: () => newest.current[index]?.run() }));
    useRegisteredShortcuts.setState(({ areas }) => ({ areas: [...areas, { id, area, shortcuts: stable }] }));
    return () => useRegisteredShortcuts.setState(({ areas }) => ({ areas: areas.filter((entry) => entry.id !== id) }));
  }, [area, listed]);
}
