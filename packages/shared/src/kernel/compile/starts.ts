/** Where a process begins: by a command, or by what the host arms for it (BPMN 2.0.2, 10.5.2 and 13.2). */
import type { ProcessNode } from '../../model/index.ts';
import { startedBy } from '../definitions/index.ts';
import { handlerOf } from '../elements/index.ts';
import type { Compiling } from '../parts/compiling.ts';
import { placeOf } from '../parts/waiting.ts';
import type { Program, ProgramElement, ProgramFlow, StartTrigger } from '../program.ts';

export function readStarts(
  process: ProcessNode,
  elements: readonly ProgramElement[],
  flows: readonly ProgramFlow[],
  compiling: Compiling,
): Pick<Program, 'starts' | 'triggers'> {
  const own = elements.filter(({ parent }) => parent === -1);
  const drawn = own.filter((element) => handlerOf(element)?.begins);
  const instantiating = own.filter(({ plan }) => plan.instantiates);
  const triggers = [...drawn, ...instantiating.flatMap((element) => triggered(element, elements, flows))].flatMap(triggersOf);
  // Where no start is drawn, whatever no flow leads to begins.
  const implied = compiling.beginnings(process).flatMap(({ id }) => elements[compiling.indexOf(id)] ?? []);
  const begins = drawn.length + instantiating.length > 0 ? drawn : implied;
  const isTriggered = ({ id }: ProgramElement): boolean => triggers.some(({ elementId }) => elementId === id);
  return { starts: begins.filter((element) => !isTriggered(element)).map(({ index }) => index), triggers };
}

/** What the host arms for an element that starts its process: itself, or the events behind it. */
const triggered = (
  { plan, outgoing, index }: ProgramElement,
  elements: readonly ProgramElement[],
  flows: readonly ProgramFlow[],
) => (plan.definitions ? [index] : outgoing.map((flow) => flows[flow]?.target ?? -1)).flatMap((at) => elements[at] ?? []);

function triggersOf({ id: elementId, plan: { definitions = [] } }: ProgramElement): readonly StartTrigger[] {
  return definitions.flatMap((plan, place): readonly StartTrigger[] => {
    const trigger = startedBy(plan)?.trigger;
    return trigger ? [{ elementId, ...placeOf(place), ...trigger }] : [];
  });
}
