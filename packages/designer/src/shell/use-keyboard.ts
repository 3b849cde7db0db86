import { useEffect } from 'react';
import { shortcutFor, useRegisteredShortcuts } from '../ui/index.ts';

/** Runs the shortcut that a key press means. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutFor(useRegisteredShortcuts.getState().areas, event);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
