import { useTranslation } from 'react-i18next';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { usePanel } from '../panel-context.ts';
import { useExpression } from '../use-expression.ts';

/** When a complex gateway goes on, of the tokens that came to it. */
export function ComplexGatewaySection() {
  const { t } = useTranslation('design');
  const { element } = usePanel();
  const activation = useExpression(element.businessObject, 'activationCondition');
  return (
    <Section name="activation" title={t('properties.gateway.title')}>
      <FeelField
        label={t('properties.gateway.activation')}
        help={t('properties.gateway.activationHelp')}
        placeholder="activationCount >= 2"
        {...activation}
      />
    </Section>
  );
}

/** Whether an event-based gateway begins its process, which only one that nothing leads to may. */
export function EventGatewaySection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject, incoming, parent } = element;
  const begins = businessObject.get('instantiate') === true;
  const mayBegin = incoming.length === 0 && !parent?.businessObject.$instanceOf('bpmn:SubProcess');
  if (!begins && !mayBegin) return null;
  return (
    <Section name="event-gateway" title={t('properties.gateway.title')}>
      <SwitchField
        label={t('properties.gateway.begins')}
        value={begins}
        onChange={(isOn) =>
          editor.updateElement(element, { instantiate: isOn || undefined, ...(isOn ? {} : { eventGatewayType: undefined }) })
        }
      />
      {begins && (
        <SwitchField
          label={t('properties.gateway.all')}
          value={businessObject.get('eventGatewayType') === 'Parallel'}
          onChange={(isAll) => editor.updateElement(element, { eventGatewayType: isAll ? 'Parallel' : undefined })}
        />
      )}
    </Section>
  );
}
