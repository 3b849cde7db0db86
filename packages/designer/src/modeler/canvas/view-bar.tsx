import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/index.ts';
import { useEditor } from './use-editor.ts';

const step = 1.25;

interface Zoomable {
  zoom(): number;
  zoomTo(scale: number | 'fit-viewport'): void;
  subscribe(listener: () => void): () => void;
  toggleMinimap?(): void;
}

/** Zoom and the map of the whole, at the lower right: the lower left belongs to bpmn.io's mark. */
export function ViewBar({ editor }: { editor: Zoomable }) {
  const { t, i18n } = useTranslation('design');
  const zoom = useEditor(editor, (current) => current.zoom());
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(zoom);
  return (
    <div className="modeler-view" role="toolbar" aria-label={t('canvas.view')}>
      {editor.toggleMinimap && (
        <Button
          type="text"
          size="small"
          aria-label={t('canvas.map')}
          title={t('canvas.map')}
          onClick={() => editor.toggleMinimap?.()}
        >
          <Icon name="eye" />
        </Button>
      )}
      <Button type="text" size="small" aria-label={t('canvas.zoomOut')} onClick={() => editor.zoomTo(zoom / step)}>
        −
      </Button>
      <Button type="text" size="small" className="modeler-zoom num" title={t('canvas.zoomFull')} onClick={() => editor.zoomTo(1)}>
        {percent}
      </Button>
      <Button type="text" size="small" aria-label={t('canvas.zoomIn')} onClick={() => editor.zoomTo(zoom * step)}>
        +
      </Button>
      <Button type="text" size="small" onClick={() => editor.zoomTo('fit-viewport')}>
        {t('canvas.fit')}
      </Button>
    </div>
  );
}
