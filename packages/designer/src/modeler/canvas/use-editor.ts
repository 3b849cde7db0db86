import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Editor } from '../editor/editor.ts';

interface Telling {
  subscribe(listener: () => void): () => void;
}

/** Reads something of an editor or a viewer, and reads it again whenever document, selection or zoom change. */
export function useEditor<Source extends Telling, T extends string | number | boolean | undefined>(
  source: Source,
  read: (source: Source) => T,
): T {
  const reading = useRef(read);
  reading.current = read;
  const subscribe = useCallback((tell: () => void) => source.subscribe(tell), [source]);
  return useSyncExternalStore(subscribe, () => reading.current(source));
}

/** Draws a component again whenever document or selection change; answers how often they did. */
export function useRevision(editor: Editor): string {
  return useEditor(editor, (current) => `${current.revision()} ${current.selected().map(({ id }) => id)} ${current.root().id}`);
}
