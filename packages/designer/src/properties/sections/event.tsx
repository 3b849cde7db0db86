import { useTranslation } from 'react-i18next';
import { elementsOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';
import { useExpression } from '../use-expression.ts';
import { CompensationSection, hasChoiceToInterrupt } from './compensation.tsx';
import { Mappings } from './job.tsx';
import { ReferenceField } from './reference-field.tsx';
import { TimerSection } from './timer.tsx';
import { TriggersSection } from './triggers.tsx';

/** What an event waits for or tells. */
export function EventSections() {
  const { element } = usePanel();
  const definitions = elementsOf(element.businessObject, 'eventDefinitions');
  // Where a transaction is cancelled the case goes on.
  const cancels = definitions.some(({ $type }) => $type === 'bpmn:CancelEventDefinition');
  const exchanges = definitions.some(({ $type }) => /^bpmn:(Message|Signal)EventDefinition$/.test($type));
  return (
    <>
      {definitions.map((definition, index) => (
        // A definition has no identity of its own but its place.
        <DefinitionSection key={index} definition={definition} />
      ))}
      <TriggersSection />
      <InterruptingSection />
      {exchanges && <Mappings direction={/EndEvent|ThrowEvent/.test(element.type) ? 'input' : 'output'} />}
      {element.type === 'bpmn:EndEvent' && !cancels && <EndSection />}
    </>
  );
}

function DefinitionSection({ definition }: { definition: ModdleElement }) {
  const { t } = useTranslation('design');
  const { element } = usePanel();
  const isCatching = !/EndEvent|ThrowEvent/.test(element.type);
  if (definition.$type === 'bpmn:TimerEventDefinition') return <TimerSection definition={definition} />;
  if (definition.$type === 'bpmn:MessageEventDefinition')
    return (
      <Section name="message" title={t('properties.event.message')}>
        <ReferenceField holder={definition} property="messageRef" type="bpmn:Message" label={t('properties.event.messageName')} />
        {isCatching && element.type !== 'bpmn:StartEvent' && <CorrelationField />}
      </Section>
    );
  if (definition.$type === 'bpmn:ErrorEventDefinition')
    return (
      <Section name="error" title={t('properties.event.error')}>
        <ReferenceField
          holder={definition}
          property="errorRef"
          type="bpmn:Error"
          label={t('properties.event.errorCode')}
          help={isCatching ? t('properties.event.anyError') : undefined}
        />
      </Section>
    );
  if (definition.$type === 'bpmn:SignalEventDefinition')
    return (
      <Section name="signal" title={t('properties.event.signal')}>
        <ReferenceField holder={definition} property="signalRef" type="bpmn:Signal" label={t('properties.event.signalName')} />
      </Section>
    );
  if (definition.$type === 'bpmn:EscalationEventDefinition')
    return (
      <Section name="escalation" title={t('properties.event.escalation')}>
        <ReferenceField
          holder={definition}
          property="escalationRef"
          type="bpmn:Escalation"
          label={t('properties.event.escalationCode')}
          help={isCatching ? t('properties.event.anyEscalation') : undefined}
        />
      </Section>
    );
  if (definition.$type === 'bpmn:ConditionalEventDefinition') return <ConditionalSection definition={definition} />;
  if (definition.$type === 'bpmn:LinkEventDefinition') return <LinkSection definition={definition} />;
  if (definition.$type === 'bpmn:CompensateEventDefinition') return <CompensationSection definition={definition} />;
  if (definition.$type === 'bpmn:CancelEventDefinition')
    return (
      <Section name="cancel" title={t('properties.event.cancel')}>
        <p className="prop-help">{t(isCatching ? 'properties.event.cancelled' : 'properties.event.cancels')}</p>
      </Section>
    );
  return null;
}

/** The condition that an event waits for. */
function ConditionalSection({ definition }: { definition: ModdleElement }) {
  const { t } = useTranslation('design');
  const condition = useExpression(definition, 'condition');
  return (
    <Section name="conditional" title={t('properties.event.conditional')}>
      <FeelField
        label={t('properties.event.condition')}
        help={t('properties.event.conditionHelp')}
        placeholder="amount > 100000"
        {...condition}
      />
    </Section>
  );
}

/** Where a link goes on: at the event that catches it by the same name. */
function LinkSection({ definition }: { definition: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  return (
    <Section name="link" title={t('properties.event.link')}>
      <TextField
        label={t('properties.event.linkName')}
        help={t('properties.event.linkHelp')}
        value={textOf(definition, 'name')}
        onCommit={(name) => editor.update(element, definition, { name: name || undefined })}
      />
    </Section>
  );
}

/** By which value a waiting case knows its message; without one, by its business key. */
export function CorrelationField() {
  const { t } = useTranslation('design');
  const subscription = useTag('fortnight:Subscription');
  return (
    <FeelField
      label={t('properties.event.correlation')}
      help={t('properties.event.correlationHelp')}
      value={subscription.get('correlationKey')}
      onCommit={(correlationKey) => subscription.set({ correlationKey })}
    />
  );
}

/** The message of a send or receive task. */
export function MessageTaskSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const begins = element.businessObject.get('instantiate') === true;
  return (
    <Section name="message" title={t('properties.event.message')}>
      <ReferenceField
        holder={element.businessObject}
        property="messageRef"
        type="bpmn:Message"
        label={t('properties.event.messageName')}
      />
      {element.type === 'bpmn:ReceiveTask' && <CorrelationField />}
      {element.type === 'bpmn:ReceiveTask' && (begins || element.incoming.length === 0) && (
        <SwitchField
          label={t('properties.gateway.begins')}
          value={begins}
          onChange={(isOn) => editor.updateElement(element, { instantiate: isOn || undefined })}
        />
      )}
    </Section>
  );
}

/** Whether what an event stands at ends with it: an activity at its border, or what goes on around an event sub-process. */
function InterruptingSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject, type } = element;
  const isInside = type === 'bpmn:StartEvent' && businessObject.$parent?.get('triggeredByEvent') === true;
  if ((type !== 'bpmn:BoundaryEvent' && !isInside) || !hasChoiceToInterrupt(businessObject)) return null;
  const property = isInside ? 'isInterrupting' : 'cancelActivity';
  return (
    <Section name="interrupting" title={t(isInside ? 'properties.event.around' : 'properties.event.border')}>
      <SwitchField
        label={t(isInside ? 'properties.event.interruptsAround' : 'properties.event.interrupts')}
        value={businessObject.get(property) !== false}
        onChange={(isInterrupting) => editor.updateElement(element, { [property]: isInterrupting })}
      />
    </Section>
  );
}

/** What an end means for the case: won and lost end it from wherever they stand. */
function EndSection() {
  const { t } = useTranslation('design');
  const { editor } = usePanel();
  const end = useTag('fortnight:End');
  const reasons = editor
    .elements()
    .flatMap(({ businessObject, labelTarget }) =>
      labelTarget ? [] : elementsOf(businessObject.get('extensionElements') as ModdleElement | undefined, 'values'),
    )
    .filter(({ $type }) => $type === 'fortnight:Stage')
    .flatMap((stage) => elementsOf(stage, 'lossReasons'));
  return (
    <Section name="end" title={t('properties.end.title')}>
      <ChoiceField
        label={t('properties.end.outcome')}
        value={end.get('outcome')}
        choices={['', 'won', 'lost', 'neutral'].map((value) => ({ value, label: t(`properties.end.is.${value || 'plain'}`) }))}
        onChange={(outcome) => end.set({ outcome, ...(outcome === 'lost' ? {} : { lossReason: '' }) })}
      />
      {end.get('outcome') === 'lost' && (
        <ChoiceField
          label={t('properties.end.lossReason')}
          value={end.get('lossReason')}
          choices={[
            { value: '', label: t('properties.end.noReason') },
            ...reasons.map((reason) => ({ value: textOf(reason, 'id'), label: textOf(reason, 'name') || textOf(reason, 'id') })),
          ]}
          onChange={(lossReason) => end.set({ lossReason })}
        />
      )}
    </Section>
  );
}
