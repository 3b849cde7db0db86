import type { Draft, DraftContent, Form, Play } from '@fortnight/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, ProblemError, queries } from '../client/index.ts';
import type { Editor } from '../modeler/index.ts';
import { createDraftSaver, type DraftSaver, type Saved, type SaveState } from './draft-saver.ts';
import { rememberSave } from './last-saves.ts';

export interface DraftSession {
  readonly state: SaveState;
  readonly saver: DraftSaver;
  readonly forms: readonly Form[];
  readonly setForms: (forms: readonly Form[]) => void;
  readonly tests: readonly Play[];
  readonly setTests: (tests: readonly Play[]) => void;
  readonly editor: Editor | undefined;
  readonly onEditor: (editor: Editor | undefined) => void;
  /** Counts the changes of the document. */
  readonly revision: number;
}

const delayMs = 900;

/** A 412 names the draft that stands. */
function conflictIn(error: unknown): Saved | undefined {
  if (!(error instanceof ProblemError) || error.status !== 412) return undefined;
  const { etag, savedAt, savedBy } = error.params;
  return { etag: String(etag ?? ''), savedAt: String(savedAt ?? ''), savedBy: typeof savedBy === 'string' ? savedBy : null };
}

/** One draft being drawn: its document lives in the editor, its forms and tests here; all are saved together. */
export function useDraft(draft: Draft): DraftSession {
  const client = useQueryClient();
  const { processId } = draft;
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: draft.savedAt, by: draft.savedBy });
  const [forms, setFormList] = useState<readonly Form[]>(draft.forms);
  const [editor, setEditor] = useState<Editor>();
  const [revision, setRevision] = useState(0);
  const [tests, setTestList] = useState<readonly Play[]>(draft.tests);
  const current = useRef({ draft, forms, tests, editor });
  current.current = { ...current.current, forms, tests, editor };

  const saver = useMemo(() => {
    const read = async (): Promise<DraftContent> => {
      const { draft: before, editor: drawing, forms: drawn, tests: played } = current.current;
      const { decisions, settings } = before;
      const bpmn = drawing ? await drawing.xml() : before.bpmn;
      return { bpmn, forms: [...drawn], decisions, tests: [...played], settings };
    };
    const save = async (content: DraftContent, etag: string): Promise<Saved> => {
      const saved = await api.saveDraft(processId, content, etag);
      client.setQueryData(queries.draft(processId).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['processes'] });
      return saved;
    };
    return createDraftSaver({ saved: draft, read, save, conflictIn, onState: setState, delayMs });
    // A draft that is loaded anew stands in the editor, not in another session.
  }, [processId, client]);

  const onEditor = useCallback((next: Editor | undefined) => setEditor(next), []);
  useEffect(() => {
    if (!editor) return;
    let seen = editor.revision();
    return editor.subscribe(() => {
      if (editor.revision() === seen) return;
      seen = editor.revision();
      setRevision(seen);
      saver.changed();
    });
  }, [editor, saver]);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.isSaved()) return;
      void saver.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      rememberSave(processId, saver.flush());
    };
  }, [saver, processId]);

  const setForms = useCallback((next: readonly Form[]) => {
    const before = current.current.forms;
    const change = (list: readonly Form[]) => {
      current.current.forms = list;
      setFormList(list);
    };
    current.current.editor?.changeOutside({ apply: () => change(next), revert: () => change(before) });
  }, []);

  const setTests = useCallback((next: readonly Play[]) => {
    const before = current.current.tests;
    const change = (list: readonly Play[]) => {
      current.current.tests = list;
      setTestList(list);
    };
    current.current.editor?.changeOutside({ apply: () => change(next), revert: () => change(before) });
  }, []);

  return { state, saver, forms, setForms, tests, setTests, editor, onEditor, revision };
}
