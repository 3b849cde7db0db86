/** What BPMN calls an element, in the reader's language. */
import i18next from 'i18next';
import { type DiagramElement, elementsOf } from '../modeler/index.ts';

export function typeWords(element: DiagramElement): string {
  const { businessObject, type } = element.labelTarget ?? element;
  const local = type.slice(type.indexOf(':') + 1);
  const [definition] = elementsOf(businessObject, 'eventDefinitions');
  const trigger = definition?.$type.slice('bpmn:'.length).replace('EventDefinition', '');
  const say = (key: string) => i18next.t(`types.${key}`, { ns: 'design', defaultValue: key });
  return trigger ? i18next.t('types.triggered', { ns: 'design', trigger: say(trigger), event: say(local) }) : say(local);
}
