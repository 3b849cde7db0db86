import { bodyOf, elementOf, type ModdleElement, present, tagOf } from './moddle-element.ts';
import type { LoopNode } from './model.ts';

const behaviors = ['None', 'One', 'All', 'Complex'] as const;

/** Reads an activity's loop characteristics. Source: BPMN 2.0.2 §10.3.8. */
export function readLoop(activity: ModdleElement): LoopNode | undefined {
  const loop = elementOf(activity, 'loopCharacteristics');
  if (!loop) return undefined;
  const maximum = loop.get('loopMaximum');
  return {
    kind: tagOf(loop) === 'standardLoopCharacteristics' ? 'standardLoopCharacteristics' : 'multiInstanceLoopCharacteristics',
    isSequential: loop.get('isSequential') === true,
    testBefore: loop.get('testBefore') === true,
    behavior: behaviors.find((behavior) => behavior === loop.get('behavior')) ?? 'All',
    ...present({
      cardinality: bodyOf(elementOf(loop, 'loopCardinality')),
      completionCondition: bodyOf(elementOf(loop, 'completionCondition')),
      loopMaximum: maximum === undefined ? undefined : Number(maximum),
      loopCondition: bodyOf(elementOf(loop, 'loopCondition')),
    }),
  };
}
