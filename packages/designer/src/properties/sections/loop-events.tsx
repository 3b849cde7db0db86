import { useTranslation } from 'react-i18next';
import { elementOf, elementsOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { usePanel } from '../panel-context.ts';
import { ReferenceField, type RootType } from './reference-field.tsx';

const properties = { One: 'oneBehaviorEventRef', None: 'noneBehaviorEventRef' } as const;
const kinds = ['bpmn:EscalationEventDefinition', 'bpmn:SignalEventDefinition', 'bpmn:MessageEventDefinition'] as const;
const references: Readonly<Record<string, { readonly property: string; readonly type: RootType; readonly words: string }>> = {
  'bpmn:EscalationEventDefinition': { property: 'escalationRef', type: 'bpmn:Escalation', words: 'escalationCode' },
  'bpmn:SignalEventDefinition': { property: 'signalRef', type: 'bpmn:Signal', words: 'signalName' },
  'bpmn:MessageEventDefinition': { property: 'messageRef', type: 'bpmn:Message', words: 'messageName' },
};

/** What many runs tell as they are done: nothing, with the first, or with each; events by conditions of their own are kept. */
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
      const others = { oneBehaviorEventRef: undefined, noneBehaviorEventRef: undefined, complexBehaviorDefinition: [] };
      editor.update(element, loop, { ...others, behavior: next && behavior, ...(next && { [next]: told }) });
    });
  const addRoot = (type: string): ModdleElement | undefined => {
    const definitions = editor.definitions();
    if (!definitions) return undefined;
    const made = editor.create(type, {}, definitions);
    editor.update(element, definitions, { rootElements: [...elementsOf(definitions, 'rootElements'), made] });
    return made;
  };
  const reference = definition && references[definition.$type];
  return (
    <>
      <ChoiceField
        label={t('properties.loop.behavior')}
        value={written}
        choices={['All', 'One', 'None'].map((value) => ({ value, label: t(`properties.loop.behaviors.${value}`) }))}
        onChange={(behavior) => tell(behavior, definition?.$type)}
      />
      {definition && (
        <ChoiceField
          label={t('properties.loop.tells')}
          value={definition.$type}
          choices={kinds.map((value) => ({ value, label: t(`properties.event.kinds.${value.slice(5, -15)}`) }))}
          onChange={(kind) => tell(written, kind)}
        />
      )}
      {definition && reference && (
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
