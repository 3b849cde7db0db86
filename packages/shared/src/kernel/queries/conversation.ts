/** How a message says which conversation it belongs to (BPMN 2.0.2, 8.4.2): one key of the values of all properties. */
import { type Json, type JsonObject, toCanonicalJson } from '../../base/index.ts';
import { evaluate } from '../../expression/index.ts';
import type { CorrelatedProperty } from '../program.ts';

/**
 * Answers the key that a message's content gives; undefined where it lacks a property.
 *
 * Shape: of one property its value as text; of several the canonical JSON of their values by name.
 */
export function keyOfContent(
  properties: readonly CorrelatedProperty[],
  content: JsonObject,
  moment: { readonly at: number; readonly timeZone?: string },
): string | undefined {
  return keyOfValues(
    properties.map(({ name, path }) => {
      const answer = evaluate(path, { variables: content, ...moment });
      return [name, answer.ok ? answer.value : null];
    }),
  );
}

export function keyOfValues(values: readonly (readonly [name: string, value: Json])[]): string | undefined {
  if (values.length === 0 || values.some(([, value]) => value === null)) return undefined;
  const [[, only] = ['', null]] = values;
  if (values.length > 1) return toCanonicalJson(Object.fromEntries(values));
  return typeof only === 'string' ? only : toCanonicalJson(only);
}
