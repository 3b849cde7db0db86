import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../modeler/index.ts';
import { readDocument, underProcessId } from './read-document.ts';

/** Brings a file onto the canvas as one step; one without layout gets one first. */
export function useImport(editor: Editor | undefined, processId: string): (file: File) => Promise<void> {
  const { t } = useTranslation('design');
  const { message } = App.useApp();
  return async (file) => {
    if (!editor) return;
    const read = await readDocument(await file.text());
    if (!read.ok) {
      message.error(t('screen.importRefused', { file: file.name, reason: read.reason }), 8);
      return;
    }
    try {
      await editor.replace(await underProcessId(read.xml, processId));
      message.success(t(read.wasLaidOut ? 'screen.importedLaidOut' : 'screen.imported', { file: file.name }));
    } catch (error) {
      message.error(
        t('screen.importRefused', { file: file.name, reason: error instanceof Error ? error.message : String(error) }),
        8,
      );
    }
  };
}
