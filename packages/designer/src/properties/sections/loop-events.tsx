import { useTranslation } from 'react-i18next';
import { elementOf, elementsOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { usePanel } from '../panel-context.ts';
import { useExpression } from '../use-expression.ts';
import { ReferenceField, type RootType } from './reference-field.tsx';

const properties = { One: 'oneBehaviorEventRef', None: 'noneBehaviorEventRef' } as const;
const behaviors = ['All', 'One', 'None', 'Complex'] as const;
const kinds = ['bpmn:EscalationEventDefinition', 'bpmn:SignalEventDefinition', 'bpmn:MessageEventDefinition'] as const;
const references: Readonly<Record<string, { readonly property: string; readonly type: RootType; readonly words: string }>> = {
  'bpmn:EscalationEventDefinition': { property: 'escalationRef', type: 'bpmn:Escalation', words: 'escalationCode' },
  'bpmn:SignalEventDefinition': { property: 'signalRef', type: 'bpmn:Signal', words: 'signalName' },
  'bpmn:MessageEventDefinition': { property: 'messageRef', type: 'bpmn:Message', words: 'messageName' },
};

/** What many runs tell as they are done: nothing, with the first, with each, or by conditions of their own. */
export function LoopEvents({ loop }: { loop: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const written = textOf(loop, 'behavior') || 'All';
  const property = written === 'One' || written === 'None' ? properties[written] : undefined;
  const definition = property && elementOf(loop, property);
  const tell = (behavior: string, kind: string = kinds[0]) =>
    editor.asOneStep(() => {
      const next = behavior === 'One' || behavior === 'None' ? properties[behavior] : undefined;
      const told = next && (definition?.$type === kind ? definition : addRoot(kind));
      editor.update(element, loop, {
        oneBehaviorEventRef: undefined,
        noneBehaviorEventRef: undefined,
        complexBehaviorDefinition: behavior === 'Complex' ? [makeRule(kind)] : [],
        behavior: behavior === 'All' ? undefined : behavior,
        ...(next && { [next]: told }),
      });
    });
  const addRoot = (type: string): ModdleElement | undefined => {
    const definitions = editor.definitions();
    if (!definitions) return undefined;
    const made = editor.create(type, {}, definitions);
    editor.update(element, definitions, { rootElements: [...elementsOf(definitions, 'rootElements'), made] });
    return made;
  };
  const makeRule = (kind: string): ModdleElement => {
    const rule = editor.create('bpmn:ComplexBehaviorDefinition', {}, loop);
    const event = editor.create('bpmn:ImplicitThrowEvent', {}, rule);
    event.set('eventDefinitions', [editor.create(kind, {}, event)]);
    rule.set('event', event);
    return rule;
  };
  return (
    <>
      <ChoiceField
        label={t('properties.loop.behavior')}
        value={written}
        choices={behaviors.map((value) => ({ value, label: t(`properties.loop.behaviors.${value}`) }))}
        onChange={(behavior) => tell(behavior, definition?.$type)}
      />
      {definition && <ToldFields definition={definition} onKind={(kind) => tell(written, kind)} />}
      {written === 'Complex' && <RuleList loop={loop} makeRule={makeRule} />}
    </>
  );
}

/** Which event is told, by its kind and its name. */
function ToldFields({ definition, onKind }: { definition: ModdleElement; onKind: (kind: string) => void }) {
  const { t } = useTranslation('design');
  const reference = references[definition.$type];
  return (
    <>
      <ChoiceField
        label={t('properties.loop.tells')}
        value={definition.$type}
        choices={kinds.map((value) => ({ value, label: t(`properties.event.kinds.${value.slice(5, -15)}`) }))}
        onChange={onKind}
      />
      {reference && (
        <ReferenceField
          key={definition.$type}
          holder={definition}
          property={reference.property}
          type={reference.type}
          label={t(`properties.event.${reference.words}`)}
        />
      )}
    </>
  );
}

/** Conditions, asked in their order each time a run is done, and what each of them tells. */
function RuleList({ loop, makeRule }: { loop: ModdleElement; makeRule: (kind: string) => ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const rules = elementsOf(loop, 'complexBehaviorDefinition');
  const set = (complexBehaviorDefinition: readonly ModdleElement[]) =>
    editor.update(element, loop, { complexBehaviorDefinition });
  return (
    <ListEditor
      label={t('properties.loop.rule')}
      items={rules}
      addLabel={t('properties.loop.addRule')}
      onAdd={() => set([...rules, makeRule(kinds[0])])}
      onRemove={(rule) => set(rules.filter((other) => other !== rule))}
    >
      {(rule) => <RuleFields rule={rule} />}
    </ListEditor>
  );
}

function RuleFields({ rule }: { rule: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const condition = useExpression(rule, 'condition');
  const event = elementOf(rule, 'event');
  const [definition] = elementsOf(event, 'eventDefinitions');
  return (
    <>
      <FeelField label={t('properties.loop.tellsWhen')} placeholder="numberOfCompletedInstances = 2" {...condition} />
      {event && definition && (
        <ToldFields
          definition={definition}
          onKind={(kind) => editor.update(element, event, { eventDefinitions: [editor.create(kind, {}, event)] })}
        />
      )}
    </>
  );
}
