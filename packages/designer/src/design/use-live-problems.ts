import type { Form } from '@fortnight/shared/contract';
import type { Finding } from '@fortnight/shared/validation';
import { useEffect, useState } from 'react';
import type { Editor } from '../modeler/index.ts';
import { findProblems } from './live-problems.ts';

/** What is wrong, a moment after each change; not before the first look, which is undefined. */
export function useLiveProblems(
  editor: Editor | undefined,
  revision: number,
  forms: readonly Form[],
): readonly Finding[] | undefined {
  const [problems, setProblems] = useState<readonly Finding[]>();
  useEffect(() => {
    if (!editor) return;
    const timer = setTimeout(() => {
      const definitions = editor.definitions();
      if (definitions) setProblems(findProblems(definitions, forms));
    }, 300);
    return () => clearTimeout(timer);
  }, [editor, revision, forms]);
  return problems;
}
