import { useTranslation } from 'react-i18next';
import { elementsOf, type ModdleElement } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { usePanel } from '../panel-context.ts';

const caught = ['Message', 'Timer', 'Signal', 'Conditional'];
const atBorder = [...caught, 'Escalation', 'Error'];
const thrown = ['Message', 'Signal', 'Escalation'];

/** The kinds of which an event may have several. */
function kindsFor(type: string): readonly string[] {
  if (type === 'bpmn:BoundaryEvent') return atBorder;
  if (type === 'bpmn:IntermediateThrowEvent') return thrown;
  return type === 'bpmn:EndEvent' ? [...thrown, 'Error'] : caught;
}

const typeOf = (kind: string): string => `bpmn:${kind}EventDefinition`;
const kindOf = ({ $type }: ModdleElement): string => $type.slice('bpmn:'.length, -'EventDefinition'.length);

/** Several things that an event waits for, one of them or all, or that it tells. */
export function TriggersSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject, type } = element;
  const definitions = elementsOf(businessObject, 'eventDefinitions');
  const kinds = kindsFor(type);
  if (definitions.length === 0 || !definitions.every((definition) => kinds.includes(kindOf(definition)))) return null;
  const write = (next: readonly ModdleElement[]) =>
    editor.update(element, businessObject, {
      eventDefinitions: next,
      ...(next.length < 2 && businessObject.get('parallelMultiple') === true ? { parallelMultiple: undefined } : {}),
    });
  const make = (kind: string) => editor.create(typeOf(kind), {}, businessObject);
  const catches = !/EndEvent|ThrowEvent/.test(type);
  const side = catches ? 'waits' : 'tells';
  return (
    <Section
      name="triggers"
      title={t(`properties.event.several.${side}`)}
      summary={definitions.length > 1 ? String(definitions.length) : undefined}
      isFolded={definitions.length < 2}
    >
      <ListEditor
        label={t(`properties.event.several.${side}`)}
        items={definitions}
        addLabel={t('properties.event.several.add')}
        onAdd={() =>
          write([...definitions, make(kinds.find((kind) => !definitions.some((own) => kindOf(own) === kind)) ?? 'Signal')])
        }
        onRemove={(definition) => definitions.length > 1 && write(definitions.filter((other) => other !== definition))}
      >
        {(definition) => (
          <ChoiceField
            label={t('properties.event.kind')}
            value={kindOf(definition)}
            choices={kinds.map((value) => ({ value, label: t(`properties.event.kinds.${value}`) }))}
            onChange={(kind) => write(definitions.map((other) => (other === definition ? make(kind) : other)))}
          />
        )}
      </ListEditor>
      {catches && definitions.length > 1 && (
        <SwitchField
          label={t('properties.event.several.all')}
          value={businessObject.get('parallelMultiple') === true}
          onChange={(isAll) => editor.update(element, businessObject, { parallelMultiple: isAll || undefined })}
        />
      )}
    </Section>
  );
}
