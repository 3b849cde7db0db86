import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Editor } from '../editor/editor.ts';

/** Reads something of the editor and reads it again whenever document, selection or zoom change. */
export function useEditor<T extends string | number | boolean | undefined>(editor: Editor, read: (editor: Editor) => T): T {
  const reading = useRef(read);
  reading.current = read;
  const subscribe = useCallback((tell: () => void) => editor.subscribe(tell), [editor]);
  return useSyncExternalStore(subscribe, () => reading.current(editor));
}

/** Draws a component again whenever document or selection change; answers how often they did. */
export function useRevision(editor: Editor): string {
  return useEditor(editor, (current) => `${current.revision()} ${current.selected().map(({ id }) => id)} ${current.root().id}`);
}
