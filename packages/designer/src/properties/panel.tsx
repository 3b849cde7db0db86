import './properties.css';
import type { Form } from '@fortnight/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DiagramElement, type Editor, processOf, useRevision } from '../modeler/index.ts';
import { Header } from './header.tsx';
import { type Directory, type Panel, PanelContext } from './panel-context.ts';
import { Sections } from './sections/index.tsx';
import { SeveralSelected } from './several-selected.tsx';

export interface PropertiesPanelProps {
  readonly editor: Editor;
  readonly directory: Directory;
  readonly processes: Panel['processes'];
  readonly forms: readonly Form[];
  readonly onEditForm: (formId: string) => void;
}

/** The settings of what is selected; of the process where nothing is. */
export function PropertiesPanel({ editor, directory, processes, forms, onEditForm }: PropertiesPanelProps) {
  const { t } = useTranslation('design');
  const revision = useRevision(editor);
  const selected = editor.selected();
  const element = holderOf(selected[0] ?? editor.root());
  // A changed document is a new panel to everything that reads it.
  const panel = useMemo(
    () => ({ editor, element, directory, processes, forms, onEditForm }),
    [editor, element, directory, processes, forms, onEditForm, revision],
  );
  return (
    <aside className="properties" aria-label={t('properties.label')}>
      {selected.length > 1 ? (
        <SeveralSelected editor={editor} count={selected.length} />
      ) : (
        <PanelContext value={panel} key={element.id}>
          <Header />
          <Sections process={selected.length === 0 ? processOf(editor) : undefined} />
        </PanelContext>
      )}
    </aside>
  );
}

/** A label stands for what it belongs to. */
const holderOf = (element: DiagramElement): DiagramElement => element.labelTarget ?? element;
