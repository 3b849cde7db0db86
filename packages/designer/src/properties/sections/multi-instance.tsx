import { useTranslation } from 'react-i18next';
import { elementOf, textOf } from '../../modeler/index.ts';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';

/** Runs once for each of a list. */
export function MultiInstanceSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const loop = useTag('fortnight:Loop');
  const { businessObject } = element;
  const characteristics = elementOf(businessObject, 'loopCharacteristics');
  const isMany = characteristics?.$type === 'bpmn:MultiInstanceLoopCharacteristics';
  const toggle = (isOn: boolean) =>
    editor.asOneStep(() => {
      const made = isOn ? editor.create('bpmn:MultiInstanceLoopCharacteristics', {}, businessObject) : undefined;
      editor.updateElement(element, { loopCharacteristics: made });
      if (!isOn) loop.set({ collection: '', item: '', output: '', outputCollection: '' });
    });
  const completion = elementOf(characteristics, 'completionCondition');
  const writeCompletion = (body: string) => {
    if (!characteristics) return;
    const expression = body === '' ? undefined : editor.create('bpmn:FormalExpression', { body }, characteristics);
    editor.update(element, characteristics, { completionCondition: expression });
  };
  return (
    <Section
      name="loop"
      title={t('properties.loop.title')}
      summary={isMany ? loop.get('collection').replace(/^=\s*/, '') : undefined}
      isFolded={!isMany}
    >
      <SwitchField label={t('properties.loop.each')} value={isMany} onChange={toggle} />
      {isMany && characteristics && (
        <>
          <FeelField
            label={t('properties.loop.collection')}
            placeholder="= sites"
            value={loop.get('collection')}
            onCommit={(collection) => loop.set({ collection })}
          />
          <TextField
            label={t('properties.loop.item')}
            placeholder="site"
            value={loop.get('item')}
            onCommit={(item) => loop.set({ item })}
          />
          <SwitchField
            label={t('properties.loop.inTurn')}
            value={characteristics.get('isSequential') === true}
            onChange={(isSequential) => editor.update(element, characteristics, { isSequential: isSequential || undefined })}
          />
          <FeelField
            label={t('properties.loop.output')}
            placeholder="= report"
            value={loop.get('output')}
            onCommit={(output) => loop.set({ output })}
          />
          <TextField
            label={t('properties.loop.outputCollection')}
            placeholder="reports"
            value={loop.get('outputCollection')}
            onCommit={(outputCollection) => loop.set({ outputCollection })}
          />
          <FeelField label={t('properties.loop.completion')} value={textOf(completion, 'body')} onCommit={writeCompletion} />
        </>
      )}
    </Section>
  );
}
