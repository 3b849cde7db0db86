import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../modeler/index.ts';

const alignments = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const;

/** What can be done with several elements at once. */
export function SeveralSelected({ editor, count }: { editor: Editor; count: number }) {
  const { t } = useTranslation('design');
  return (
    <section className="prop-header" aria-label={t('properties.about')}>
      <h2>{t('properties.several', { count })}</h2>
      <fieldset className="prop-align">
        <legend>{t('properties.align.title')}</legend>
        {alignments.map((alignment) => (
          <Button key={alignment} size="small" onClick={() => editor.align(alignment)}>
            {t(`properties.align.${alignment}`)}
          </Button>
        ))}
      </fieldset>
      {editor.canWrapSelection() && <Button onClick={() => editor.wrapSelection()}>{t('properties.wrap')}</Button>}
    </section>
  );
}
