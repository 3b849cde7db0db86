import { useEffect, useMemo, useState } from 'react';
import type { Drawing } from '../play/index.ts';
import type { DraftSession } from './use-draft.ts';

/** What is drawn now, saved or not, with its forms and tests; undefined until it is written out. */
export function useDrawing({ editor, forms, tests }: DraftSession): Drawing | undefined {
  const [bpmn, setBpmn] = useState<string>();
  useEffect(() => {
    let isGone = false;
    void editor?.xml().then((xml) => !isGone && setBpmn(xml));
    return () => {
      isGone = true;
    };
  }, [editor]);
  return useMemo(() => (bpmn === undefined ? undefined : { bpmn, forms, tests }), [bpmn, forms, tests]);
}
