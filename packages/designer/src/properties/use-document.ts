/** The document as plain nodes, as the server reads it: read anew where it changed. */
import { type Model, toModel } from '@fortnight/shared/model';
import { useMemo } from 'react';
import { usePanel } from './panel-context.ts';

export function useDocument(): Model | undefined {
  const panel = usePanel();
  // The panel is another one after each change.
  return useMemo(() => {
    const definitions = panel.editor.definitions();
    return definitions && toModel(definitions);
  }, [panel]);
}
