import { useTranslation } from 'react-i18next';
import { textOf } from '../../modeler/index.ts';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel } from '../panel-context.ts';

/** What a script task computes: FEEL, and the variable that keeps it. */
export function ScriptSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject } = element;
  return (
    <Section name="script" title={t('properties.script.title')}>
      <FeelField
        label={t('properties.script.expression')}
        value={textOf(businessObject, 'script')}
        onCommit={(script) =>
          editor.updateElement(element, { script: script || undefined, scriptFormat: script ? 'feel' : undefined })
        }
      />
      <TextField
        label={t('properties.script.result')}
        value={textOf(businessObject, 'fortnight:resultVariable')}
        onCommit={(name) => editor.updateElement(element, { 'fortnight:resultVariable': name || undefined })}
      />
    </Section>
  );
}
