import type { Place } from './juel/read-juel.ts';
import { bodyOf, elementOf, elementsOf, type ModdleElement, present, tagOf } from './moddle-element.ts';
import type { LoopNode } from './model.ts';
import { readLoopData } from './read-data.ts';
import { readEventDefinition, readEventDefinitions } from './read-event-definitions.ts';
import type { Reading } from './reading.ts';

const behaviors = ['None', 'One', 'All', 'Complex'] as const;

/** Reads an activity's loop characteristics. Source: BPMN 2.0.2 §10.3.8. */
export function readLoop(activity: ModdleElement, reading: Reading): LoopNode | undefined {
  const loop = elementOf(activity, 'loopCharacteristics');
  if (!loop) return undefined;
  const computed = (field: string, tag: string, place?: Place) =>
    reading.computed(activity, field, bodyOf(elementOf(loop, tag)), place);
  const maximum = loop.get('loopMaximum');
  return {
    kind: tagOf(loop) === 'standardLoopCharacteristics' ? 'standardLoopCharacteristics' : 'multiInstanceLoopCharacteristics',
    isSequential: loop.get('isSequential') === true,
    testBefore: loop.get('testBefore') === true,
    behavior: behaviors.find((behavior) => behavior === loop.get('behavior')) ?? 'All',
    throws: readThrows(loop, reading),
    ...present({
      data: readLoopData(loop, reading),
      cardinality: computed('loop.cardinality', 'loopCardinality'),
      completionCondition: computed('loop.completionCondition', 'completionCondition', 'condition'),
      loopMaximum: maximum === undefined ? undefined : Number(maximum),
      loopCondition: computed('loop.condition', 'loopCondition', 'condition'),
    }),
  };
}

function readThrows(loop: ModdleElement, reading: Reading): NonNullable<LoopNode['throws']> {
  if (tagOf(loop) !== 'multiInstanceLoopCharacteristics') return [];
  const ref = elementOf(loop, loop.get('behavior') === 'One' ? 'oneBehaviorEventRef' : 'noneBehaviorEventRef');
  const complex = elementsOf(loop, 'complexBehaviorDefinition').flatMap((behavior) => {
    const event = elementOf(behavior, 'event');
    const condition = bodyOf(elementOf(behavior, 'condition'));
    return (event ? readEventDefinitions(event, reading) : []).map((definition) => ({ definition, ...present({ condition }) }));
  });
  return ref ? [{ definition: readEventDefinition(ref, reading) }] : complex;
}
