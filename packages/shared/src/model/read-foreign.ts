import { bodyOf, childTags, elementOf, elementsOf, type ModdleElement, tagOf, textOf } from './moddle-element.ts';
import type { ForeignPart } from './model.ts';
import type { Family } from './namespaces.ts';
import type { Reading } from './reading.ts';

type Table = Partial<Record<Family, Readonly<Record<string, ForeignPart['kind']>>>>;

const attributes: Table = {
  camunda: {
    class: 'work',
    delegateExpression: 'work',
    expression: 'work',
    type: 'work',
    skipExpression: 'setting',
    elementIndexVariable: 'setting',
    errorCodeVariable: 'setting',
    errorMessageVariable: 'setting',
    followUpDate: 'setting',
    mapDecisionResult: 'setting',
  },
  drools: { taskName: 'work', ruleFlowGroup: 'work' },
};

const tags: Table = {
  camunda: {
    connector: 'work',
    executionListener: 'listener',
    taskListener: 'listener',
    errorEventDefinition: 'setting',
    formData: 'setting',
    formProperty: 'setting',
  },
  zeebe: { executionListeners: 'listener', taskListeners: 'listener', taskHeaders: 'setting' },
  drools: { 'onEntry-script': 'listener', 'onExit-script': 'listener' },
  spiff: { serviceTaskOperator: 'work', preScript: 'listener', postScript: 'listener' },
};

/** An external task's work is a job; of a decision's results one is taken. */
const isRead = (name: string, value: string): boolean =>
  (name === 'type' && /^external(-worker)?$/.test(value)) || (name === 'mapDecisionResult' && value.startsWith('single'));

/** Finds what another engine would do at a node beyond what is read; undefined where there is nothing. */
export function readForeign(node: ModdleElement, reading: Reading): readonly ForeignPart[] | undefined {
  const places = [node, ...elementsOf(node, 'eventDefinitions'), elementOf(node, 'loopCharacteristics')];
  const found = places.flatMap((place) => (place ? [...attributesOf(place, reading), ...tagsOf(place, reading)] : []));
  return found.length > 0 ? found : undefined;
}

function attributesOf(place: ModdleElement, reading: Reading): ForeignPart[] {
  return entries(attributes).flatMap(([family, name, kind]) => {
    const value = reading.attribute(place, family, name);
    return value === undefined || isRead(name, value) ? [] : [{ kind, written: `${name}="${value}"` }];
  });
}

function tagsOf(place: ModdleElement, reading: Reading): ForeignPart[] {
  return entries(tags).flatMap(([family, name, kind]) =>
    reading.tags(place, family, name).flatMap((tag) => (isEmpty(tag) ? [] : [{ kind, written: describe(tag) }])),
  );
}

const entries = (table: Table) =>
  Object.entries(table).flatMap(([family, names]) =>
    Object.entries(names).map(([name, kind]) => [family as Family, name, kind] as const),
  );

/** Editors write these tags around nothing. */
const isEmpty = (tag: ModdleElement): boolean =>
  !attributeOf(tag) && !bodyOf(tag) && childTags(tag).every((child) => isEmpty(child));

/** The attributes that say what is called, the telling one first. */
const telling = ['class', 'expression', 'delegateExpression', 'type', 'id', 'errorCodeVariable', 'key'];

const attributeOf = (tag: ModdleElement): string | undefined => telling.find((name) => textOf(tag, name) !== undefined);

function describe(tag: ModdleElement): string {
  const name = attributeOf(tag);
  return name === undefined ? `<${tagOf(tag)}>` : `<${tagOf(tag)} ${name}="${textOf(tag, name)}">`;
}
