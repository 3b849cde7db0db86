import { useEffect, useState } from 'react';
import { readDocument } from './read-document.ts';

/** A draft that came without layout gets one before it is drawn; undefined until then. */
export function usePreparedXml(xml: string): string | undefined {
  const [prepared, setPrepared] = useState(() => (/<(\w+:)?BPMNShape\b/.test(xml) ? xml : undefined));
  useEffect(() => {
    if (prepared !== undefined) return;
    let isGone = false;
    void readDocument(xml).then((read) => {
      // What cannot be laid out is shown as it is, and says why.
      if (!isGone) setPrepared(read.ok ? read.xml : xml);
    });
    return () => {
      isGone = true;
    };
  }, [xml, prepared]);
  return prepared;
}
