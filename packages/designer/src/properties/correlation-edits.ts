/** Changes of the keys by which messages find their conversation, each one undo step. Source: BPMN 2.0.2 §8.4.2. */
import { elementOf, elementsOf, type ModdleElement, textOf } from '../modeler/index.ts';
import { freeId, type Panel } from './panel-context.ts';

/** Where the keys of a process stand: they are its collaboration's, and the process says what it knows of them. */
export interface Conversations extends Pick<Panel, 'editor' | 'element'> {
  readonly collaboration: ModdleElement;
  readonly process: ModdleElement;
}

export const keysOf = ({ collaboration }: Conversations): readonly ModdleElement[] =>
  elementsOf(collaboration, 'correlationKeys');

export const propertiesOf = (key: ModdleElement): readonly ModdleElement[] => elementsOf(key, 'correlationPropertyRef');

export const messagesOf = ({ editor }: Conversations): readonly ModdleElement[] =>
  elementsOf(editor.definitions(), 'rootElements').filter(({ $type }) => $type === 'bpmn:Message');

/** Adds a key with one property, which it needs to mean anything. */
export function addKey(on: Conversations): void {
  const { editor, element, collaboration } = on;
  editor.asOneStep(() => {
    const key = editor.create('bpmn:CorrelationKey', { id: freeId('key', keysOf(on)) }, collaboration);
    editor.update(element, collaboration, { correlationKeys: [...keysOf(on), key] });
    addProperty(on, key);
  });
}

export function removeKey(on: Conversations, key: ModdleElement): void {
  const { editor, element, collaboration, process } = on;
  editor.asOneStep(() => {
    for (const property of propertiesOf(key)) removeProperty(on, key, property);
    const kept = elementsOf(process, 'correlationSubscriptions').filter((each) => elementOf(each, 'correlationKeyRef') !== key);
    editor.update(element, process, { correlationSubscriptions: kept });
    editor.update(element, collaboration, { correlationKeys: keysOf(on).filter((other) => other !== key) });
  });
}

export function addProperty({ editor, element }: Conversations, key: ModdleElement): void {
  const definitions = editor.definitions();
  if (!definitions) return;
  editor.asOneStep(() => {
    const property = editor.create('bpmn:CorrelationProperty', {}, definitions);
    editor.update(element, definitions, { rootElements: [...elementsOf(definitions, 'rootElements'), property] });
    editor.update(element, key, { correlationPropertyRef: [...propertiesOf(key), property] });
  });
}

/** Takes a property out of a key, and out of the document with the last key that names it. */
export function removeProperty(on: Conversations, key: ModdleElement, property: ModdleElement): void {
  const { editor, element } = on;
  editor.asOneStep(() => {
    setBinding(on, key, property, '');
    editor.update(element, key, { correlationPropertyRef: propertiesOf(key).filter((other) => other !== property) });
    const definitions = editor.definitions();
    if (!definitions || keysOf(on).some((each) => propertiesOf(each).includes(property))) return;
    const roots = elementsOf(definitions, 'rootElements');
    editor.update(element, definitions, { rootElements: roots.filter((root) => root !== property) });
  });
}

/** Where a message says a property: an expression over its content. */
export const pathIn = (property: ModdleElement, message: ModdleElement): string =>
  textOf(elementOf(retrievalOf(property, message), 'messagePath'), 'body');

export function setPath({ editor, element }: Conversations, property: ModdleElement, message: ModdleElement, body: string): void {
  const type = 'bpmn:CorrelationPropertyRetrievalExpression';
  const retrieval = body === '' ? undefined : editor.create(type, { messageRef: message }, property);
  retrieval?.set('messagePath', editor.create('bpmn:FormalExpression', { body }, retrieval));
  const others = retrievalsOf(property).filter((each) => elementOf(each, 'messageRef') !== message);
  editor.update(element, property, {
    correlationPropertyRetrievalExpression: retrieval ? [...others, retrieval] : others,
  });
}

/** Where the case itself knows a property of a key. */
export const bindingOf = (on: Conversations, key: ModdleElement, property: ModdleElement): string =>
  textOf(elementOf(bindingsOf(subscriptionOf(on, key)).find(isOf(property)), 'dataPath'), 'body');

/** The subscription comes with its first binding and goes with its last. */
export function setBinding(on: Conversations, key: ModdleElement, property: ModdleElement, body: string): void {
  const { editor, element, process } = on;
  const standing = subscriptionOf(on, key);
  if (!standing && body === '') return;
  editor.asOneStep(() => {
    const subscription = standing ?? editor.create('bpmn:CorrelationSubscription', { correlationKeyRef: key }, process);
    const binding =
      body === ''
        ? undefined
        : editor.create('bpmn:CorrelationPropertyBinding', { correlationPropertyRef: property }, subscription);
    binding?.set('dataPath', editor.create('bpmn:FormalExpression', { body }, binding));
    const bindings = [...bindingsOf(subscription).filter((each) => !isOf(property)(each)), ...(binding ? [binding] : [])];
    const others = elementsOf(process, 'correlationSubscriptions').filter((each) => each !== subscription);
    editor.update(element, subscription, { correlationPropertyBinding: bindings });
    editor.update(element, process, { correlationSubscriptions: bindings.length > 0 ? [...others, subscription] : others });
  });
}

const isOf = (property: ModdleElement) => (binding: ModdleElement) => elementOf(binding, 'correlationPropertyRef') === property;

const retrievalsOf = (property: ModdleElement) => elementsOf(property, 'correlationPropertyRetrievalExpression');

const retrievalOf = (property: ModdleElement, message: ModdleElement) =>
  retrievalsOf(property).find((each) => elementOf(each, 'messageRef') === message);

const bindingsOf = (subscription: ModdleElement | undefined) => elementsOf(subscription, 'correlationPropertyBinding');

const subscriptionOf = ({ process }: Conversations, key: ModdleElement) =>
  elementsOf(process, 'correlationSubscriptions').find((each) => elementOf(each, 'correlationKeyRef') === key);
