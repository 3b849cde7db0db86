import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import 'bpmn-js-color-picker/colors/color-picker.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import '../modeler.css';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createEditor } from '../editor/create-editor.ts';
import type { Editor } from '../editor/editor.ts';
import { Palette } from '../palette/palette.tsx';
import { BeginHint } from './begin-hint.tsx';
import { MoreBeyond } from './more-beyond.tsx';
import { ViewBar } from './view-bar.tsx';

export interface ProcessCanvasProps {
  /** What is drawn first; later documents are shown with `editor.open`. */
  readonly xml: string;
  /** Gives the editor once its first document is drawn, and takes it back before it is gone. */
  readonly onEditor: (editor: Editor | undefined) => void;
  readonly onFailed: (error: unknown) => void;
}

/** The palette and the canvas of one process. */
export function ProcessCanvas({ xml, onEditor, onFailed }: ProcessCanvasProps) {
  const { t, i18n } = useTranslation('design');
  const container = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const first = useRef({ xml, onEditor, onFailed });
  first.current = { ...first.current, onEditor, onFailed };

  useEffect(() => {
    if (!container.current) return;
    const created = createEditor(container.current);
    let isGone = false;
    created.open(first.current.xml).then(
      () => {
        if (isGone) return;
        setEditor(created);
        first.current.onEditor(created);
      },
      (error: unknown) => {
        if (!isGone) first.current.onFailed(error);
      },
    );
    return () => {
      isGone = true;
      setEditor(undefined);
      first.current.onEditor(undefined);
      created.destroy();
    };
  }, []);

  useEffect(() => {
    if (!editor || !container.current) return;
    const observer = new ResizeObserver(() => editor.resized());
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [editor]);

  // Figures on the sales elements are words, too.
  useEffect(() => editor?.redraw(), [editor, i18n.language]);

  return (
    <div className="modeler">
      <Palette editor={editor} />
      <section className="modeler-canvas" aria-label={t('canvas.label')}>
        <div className="modeler-container" ref={container} />
        {editor && <BeginHint editor={editor} />}
        {editor && <MoreBeyond editor={editor} />}
        {editor && <ViewBar editor={editor} />}
      </section>
    </div>
  );
}
