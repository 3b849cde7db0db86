import type { ModdleElement } from './moddle-element.ts';

/** Families of tools whose extensions are read where they mean the same as ours, or whose work is at least named. */
export type Family = 'fortnight' | 'camunda' | 'zeebe' | 'drools' | 'spiff';

const families: Readonly<Record<string, Family>> = {
  'urn:fortnight:bpmn:1': 'fortnight',
  'http://camunda.org/schema/1.0/bpmn': 'camunda',
  'http://operaton.org/schema/1.0/bpmn': 'camunda',
  'http://flowable.org/bpmn': 'camunda',
  'http://activiti.org/bpmn': 'camunda',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
  'http://www.jboss.org/drools': 'drools',
  'http://spiffworkflow.org/bpmn/schema/1.0/core': 'spiff',
};

/** The family that a namespace belongs to: Flowable, Activiti and Operaton speak Camunda 7's vocabulary. */
export const familyOf = (namespace: string | undefined): Family | undefined => families[namespace ?? ''];

/** The prefixes that a document binds to a family, such as `camunda` or `activiti`. */
export function prefixesOf(definitions: ModdleElement, family: Family): readonly string[] {
  return Object.entries(definitions.$attrs ?? {}).flatMap(([name, value]) =>
    name.startsWith('xmlns:') && familyOf(value) === family ? [name.slice('xmlns:'.length)] : [],
  );
}
