import { useTranslation } from 'react-i18next';
import { elementOf, textOf } from '../../modeler/index.ts';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { usePanel } from '../panel-context.ts';

/** When a case goes this way. */
export function FlowSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject, source } = element;
  const condition = elementOf(businessObject, 'conditionExpression');
  const isDefault = source?.businessObject.get('default') === businessObject;
  const mayBeDefault =
    source !== undefined &&
    (/ExclusiveGateway|InclusiveGateway|ComplexGateway/.test(source.type) || source.businessObject.$instanceOf('bpmn:Activity'));
  const write = (body: string) => {
    const expression = body === '' ? undefined : editor.create('bpmn:FormalExpression', { body }, businessObject);
    editor.updateElement(element, { conditionExpression: expression });
  };
  const makeDefault = (isIt: boolean) =>
    editor.asOneStep(() => {
      if (!source) return;
      if (isIt && condition) editor.updateElement(element, { conditionExpression: undefined });
      editor.updateElement(source, { default: isIt ? businessObject : undefined });
    });
  return (
    <Section name="flow" title={t('properties.flow.title')}>
      {!isDefault && (
        <FeelField
          label={t('properties.flow.condition')}
          placeholder="amount > 100000"
          value={textOf(condition, 'body')}
          onCommit={write}
        />
      )}
      {mayBeDefault && <SwitchField label={t('properties.flow.isDefault')} value={isDefault} onChange={makeDefault} />}
    </Section>
  );
}
