import { useTranslation } from 'react-i18next';
import { type DiagramElement, elementOf, elementsOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { usePanel } from '../panel-context.ts';

/** What a compensation event undoes; at a border, who undoes what it stands on. */
export function CompensationSection({ definition }: { definition: ModdleElement }) {
  const { t } = useTranslation('design');
  const { element } = usePanel();
  return (
    <Section name="compensation" title={t('properties.event.compensation')}>
      {element.type === 'bpmn:BoundaryEvent' && <HandlerNote />}
      {element.type === 'bpmn:StartEvent' && <p className="prop-help">{t('properties.event.undoesAround')}</p>}
      {/EndEvent|ThrowEvent/.test(element.type) && <ThrowFields definition={definition} />}
    </Section>
  );
}

function ThrowFields({ definition }: { definition: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const activity = elementOf(definition, 'activityRef');
  const choices = seenFrom(element, editor.elements());
  return (
    <>
      <ChoiceField
        label={t('properties.event.undoes')}
        value={textOf(activity, 'id')}
        choices={[
          { value: '', label: t('properties.event.allCompleted') },
          ...choices.map(({ id, businessObject }) => ({ value: id, label: textOf(businessObject, 'name') || id })),
        ]}
        onChange={(id) => {
          const chosen = choices.find((choice) => choice.id === id);
          editor.update(element, definition, { activityRef: chosen?.businessObject });
        }}
      />
      <SwitchField
        label={t('properties.event.waitsForUndo')}
        value={definition.get('waitForCompletion') !== false}
        onChange={(waits) => editor.update(element, definition, { waitForCompletion: waits ? undefined : false })}
      />
    </>
  );
}

/** The activities beside an event and, in an event sub-process, beside that: the engine compensates no others by name. */
function seenFrom({ businessObject }: DiagramElement, elements: readonly DiagramElement[]): readonly DiagramElement[] {
  const around = businessObject.$parent;
  const seen = [around, ...(around?.get('triggeredByEvent') === true ? [around.$parent] : [])];
  return elements.filter(
    ({ labelTarget, businessObject: activity }) =>
      !labelTarget &&
      activity.$instanceOf('bpmn:Activity') &&
      activity.get('isForCompensation') !== true &&
      activity.get('triggeredByEvent') !== true &&
      seen.includes(activity.$parent),
  );
}

/** Who compensates is drawn, not chosen. */
function HandlerNote() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const associations = editor.elements().filter(({ type }) => type === 'bpmn:Association');
  const handlers = associations.flatMap(({ businessObject }) => {
    const ends = [elementOf(businessObject, 'sourceRef'), elementOf(businessObject, 'targetRef')];
    if (!ends.includes(element.businessObject)) return [];
    return ends.filter((end) => end?.get('isForCompensation') === true);
  });
  const names = handlers.map((handler) => textOf(handler, 'name') || textOf(handler, 'id')).join(', ');
  return (
    <p className="prop-help">{names === '' ? t('properties.event.drawHandler') : t('properties.event.undoneBy', { names })}</p>
  );
}

/** Compensation and cancels end nothing that is under way, or all of it: there is no choice. */
export const hasChoiceToInterrupt = (businessObject: ModdleElement): boolean =>
  !elementsOf(businessObject, 'eventDefinitions').some(({ $type }) =>
    ['bpmn:ErrorEventDefinition', 'bpmn:CompensateEventDefinition', 'bpmn:CancelEventDefinition'].includes($type),
  );
