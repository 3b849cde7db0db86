import { useTranslation } from 'react-i18next';
import type { Editor, Tool } from '../editor/editor.ts';

const tools: readonly (readonly [tool: Tool, className: string, key: string])[] = [
  ['hand', 'bpmn-icon-hand-tool', 'H'],
  ['lasso', 'bpmn-icon-lasso-tool', 'L'],
  ['space', 'bpmn-icon-space-tool', 'S'],
  ['connect', 'bpmn-icon-connection-multi', 'C'],
];

/** What the pointer does: moving the canvas, selecting many, making room, connecting. */
export function Tools({ editor }: { editor: Editor }) {
  const { t } = useTranslation('design');
  return (
    <div className="palette-tools" role="toolbar" aria-label={t('palette.tools')}>
      {tools.map(([tool, className, key]) => (
        <button
          type="button"
          key={tool}
          className={`palette-tool ${className}`}
          aria-label={t(`palette.tool.${tool}`)}
          title={`${t(`palette.tool.${tool}`)} (${key})`}
          onClick={(event) => editor.activateTool(tool, event.nativeEvent)}
        />
      ))}
    </div>
  );
}
