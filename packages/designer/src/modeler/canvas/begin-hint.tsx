import { useTranslation } from 'react-i18next';
import type { Editor } from '../editor/editor.ts';
import { useEditor } from './use-editor.ts';

/** What to do first, on a canvas where nothing happens between start and end yet. */
export function BeginHint({ editor }: { editor: Editor }) {
  const { t } = useTranslation('design');
  const isEmpty = useEditor(editor, hasNoStep);
  if (!isEmpty) return null;
  return (
    <div className="modeler-begin">
      <b>{t('canvas.begin')}</b>
      <span>{t('canvas.beginHint')}</span>
    </div>
  );
}

const hasNoStep = (editor: Editor) =>
  !editor.elements().some(({ businessObject }) => businessObject?.$instanceOf('bpmn:Activity'));
