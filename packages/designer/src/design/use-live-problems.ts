import type { Finding } from '@fortnight/shared/validation';
import { useEffect, useState } from 'react';
import type { Editor } from '../modeler/index.ts';
import { findProblems, type Known } from './live-problems.ts';

/** What is wrong, a moment after each change; not before the first look, which is undefined. */
export function useLiveProblems(
  editor: Editor | undefined,
  revision: number,
  { forms, processIds }: Known,
): readonly Finding[] | undefined {
  const [problems, setProblems] = useState<readonly Finding[]>();
  useEffect(() => {
    if (!editor) return;
    const timer = setTimeout(() => {
      const definitions = editor.definitions();
      if (definitions) setProblems(findProblems(definitions, { forms, processIds }));
    }, 300);
    return () => clearTimeout(timer);
  }, [editor, revision, forms, processIds]);
  return problems;
}
