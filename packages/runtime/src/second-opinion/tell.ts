/** A difference in words, and the way there. */
import type { OpinionDifference, OpinionFailure, OpinionStep } from '@fortnight/shared/contract';
import type { Program } from '@fortnight/shared/kernel';
import type { Difference } from './compare.ts';
import type { Path, Turn } from './path.ts';

export function tellDifference(program: Program, path: Path, difference: Difference): OpinionDifference {
  const steps = path.turns.slice(0, difference.turn + 1).map((turn) => tellStep(program, turn));
  const { what, ours, theirs, index = lastElement(program, path, difference.turn) } = difference;
  const place = what === 'taken' ? program.flows[index] : program.elements[index];
  const name = place && 'name' in place ? place.name : undefined;
  const told = { elementId: place?.id ?? '', ...(name === undefined ? {} : { elementName: name }), what, ours, theirs };
  return { ...told, message: messageOf(told), steps };
}

/** Where a path fails, or an incident holds it; nothing where it comes to a good end. */
export function tellFailure(
  program: Program,
  path: Path,
  lastOf: (turn: Turn | undefined) => number,
): OpinionFailure | undefined {
  if (path.end !== 'failed' && path.end !== 'runaway') return undefined;
  const uncaught = path.turns.findIndex(({ error }) => error === 'uncaught');
  const turn = uncaught < 0 ? path.turns.length - 1 : uncaught;
  const { id = '', name } = program.elements[lastOf(path.turns[turn])] ?? {};
  const what = path.end === 'failed' ? 'fails' : 'stands-still';
  const place = name === undefined ? id : `${name} (${id})`;
  return {
    elementId: id,
    ...(name === undefined ? {} : { elementName: name }),
    what,
    message:
      what === 'fails'
        ? `The case fails at ${place}: it throws an error that nothing catches.`
        : `The case stands still at ${place}: an incident holds it.`,
    steps: path.turns.slice(0, turn + 1).map((each) => tellStep(program, each)),
  };
}

function messageOf({ elementId, elementName, what, ours, theirs }: Omit<OpinionDifference, 'message' | 'steps'>): string {
  const place = elementName === undefined ? elementId : `${elementName} (${elementId})`;
  switch (what) {
    case 'ends':
      return `The case is ${ours} here and ${theirs} in bpmn-engine, after ${place}.`;
    case 'goes-on':
      return `Here ${place} can go on; in bpmn-engine ${theirs}.`;
    case 'waits':
      return `${ours} tokens stand at ${place} here, ${theirs} in bpmn-engine.`;
    default:
      return `${place} is ${what} ${ours} times here, ${theirs} times in bpmn-engine.`;
  }
}

function tellStep({ elements, flows }: Program, { act, choices }: Turn): OpinionStep {
  const { id = '', name } = (act && elements[act.at.element]) ?? {};
  return {
    do: act?.do ?? 'start',
    elementId: id,
    ...(name === undefined ? {} : { elementName: name }),
    ...(act?.do === 'throw' ? { code: act.code } : {}),
    flowIds: choices.flatMap((choice) => choice.flows.map((flow) => flows[flow]?.id ?? '')),
  };
}

/** The element of the last decision; the start event where there was none. */
function lastElement(program: Program, { turns }: Path, turn: number): number {
  return turns[turn]?.act?.at.element ?? program.starts[0] ?? 0;
}
