import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { usePanel } from '../panel-context.ts';
import { useExpression } from '../use-expression.ts';

/** In which order the activities of an ad-hoc sub-process are done, and when that is enough. */
export function AdHocSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject } = element;
  const condition = useExpression(businessObject, 'completionCondition');
  return (
    <Section name="ad-hoc" title={t('properties.adHoc.title')}>
      <ChoiceField
        label={t('properties.adHoc.ordering')}
        value={businessObject.get('ordering') === 'Sequential' ? 'Sequential' : ''}
        choices={['', 'Sequential'].map((value) => ({ value, label: t(`properties.adHoc.orderings.${value || 'Parallel'}`) }))}
        onChange={(ordering) => editor.updateElement(element, { ordering: ordering || undefined })}
      />
      <FeelField
        label={t('properties.adHoc.condition')}
        help={t('properties.adHoc.conditionHelp')}
        placeholder="checksDone >= 2"
        {...condition}
      />
      {condition.value !== '' && (
        <SwitchField
          label={t('properties.adHoc.cancelsRest')}
          value={businessObject.get('cancelRemainingInstances') !== false}
          onChange={(cancels) => editor.updateElement(element, { cancelRemainingInstances: cancels ? undefined : false })}
        />
      )}
    </Section>
  );
}
