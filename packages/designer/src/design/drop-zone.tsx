import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../modeler/index.ts';
import { useImport } from './use-import.ts';

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Takes a BPMN file that is dropped on the diagram. */
export function DropZone({
  editor,
  processId,
  isHidden,
  children,
}: {
  editor: Editor | undefined;
  processId: string;
  isHidden: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation('design');
  const [isOver, setOver] = useState(false);
  const importFile = useImport(editor, processId);
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) void importFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its equivalent in the menu of files.
    <div
      className="design-body"
      hidden={isHidden}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
      }}
      onDrop={onDrop}
    >
      {children}
      {isOver && <div className="design-drop">{t('screen.drop')}</div>}
    </div>
  );
}
