import { bodyOf, elementOf, elementsOf, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import type { EventDefinitionNode } from './model.ts';
import type { Reading } from './reading.ts';

/** Reads an event's own definitions, then those it refers to. Source: BPMN 2.0.2 §10.5.1. */
export function readEventDefinitions(event: ModdleElement, reading: Reading): EventDefinitionNode[] {
  return [...elementsOf(event, 'eventDefinitions'), ...elementsOf(event, 'eventDefinitionRef')].map((definition) =>
    readEventDefinition(definition, reading, event),
  );
}

/** `owner`: the element that its texts are told of. */
export function readEventDefinition(
  definition: ModdleElement,
  reading: Reading,
  owner: ModdleElement = definition,
): EventDefinitionNode {
  const kind = tagOf(definition);
  return {
    kind,
    ...present({
      id: textOf(definition, 'id'),
      timer: kind === 'timerEventDefinition' ? readTimer(owner, definition, reading) : undefined,
      messageRef: reading.referenceId(definition, 'messageRef'),
      signalRef: reading.referenceId(definition, 'signalRef'),
      errorRef: reading.referenceId(definition, 'errorRef'),
      escalationRef: reading.referenceId(definition, 'escalationRef'),
      activityRef: reading.referenceId(definition, 'activityRef'),
      waitForCompletion: kind === 'compensateEventDefinition' ? definition.get('waitForCompletion') !== false : undefined,
      linkName: kind === 'linkEventDefinition' ? textOf(definition, 'name') : undefined,
      condition: reading.computed(owner, 'condition', bodyOf(elementOf(definition, 'condition')), 'condition'),
    }),
  };
}

function readTimer(event: ModdleElement, definition: ModdleElement, reading: Reading): EventDefinitionNode['timer'] {
  for (const type of ['date', 'duration', 'cycle'] as const) {
    const expression = bodyOf(elementOf(definition, `time${type.charAt(0).toUpperCase()}${type.slice(1)}`));
    if (expression !== undefined) return { type, expression: reading.computed(event, 'timer', expression) };
  }
  return undefined;
}
