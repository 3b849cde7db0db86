import type { AssignmentSpec, JobSpec, LoopSpec, MappingSpec } from './extension.ts';
import { bodyOf, childTags, elementOf, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import type { NodeExtension } from './model.ts';
import { readPeerCall } from './read-peer-call.ts';
import { constantOrExpression } from './read-peer-expression.ts';
import { texts } from './read-values.ts';
import type { Reading } from './reading.ts';

/** The part of a node's extension that other engines' files can say. */
type PeerExtension = Pick<
  NodeExtension,
  'job' | 'assignment' | 'form' | 'loop' | 'decision' | 'call' | 'subscription' | 'inputs' | 'outputs'
>;

/**
 * Reads what Camunda 7's family and Zeebe say where it means the same as ours.
 *
 * Expressions stay as written: a JUEL `${…}` is refused by name later, never guessed at.
 */
export function readPeerExtension(node: ModdleElement, reading: Reading): PeerExtension {
  const zeebe = (name: string) => reading.tags(node, 'zeebe', name)[0];
  const formRef =
    reading.attribute(node, 'camunda', 'formRef') ??
    reading.attribute(node, 'camunda', 'formKey') ??
    textOf(zeebe('formDefinition'), 'formId') ??
    textOf(zeebe('formDefinition'), 'formKey');
  const correlationKey = textOf(zeebe('subscription'), 'correlationKey');
  const called = readPeerCall(node, reading);
  return {
    ...present({
      job: readJob(node, reading),
      assignment: readAssignment(node, reading),
      form: formRef === undefined ? undefined : { ref: formRef },
      loop: readLoop(node, reading),
      decision: readDecision(node, reading),
      call: called.call,
      subscription: correlationKey === undefined ? undefined : { correlationKey },
    }),
    inputs: [...readMappings(node, reading, 'input'), ...called.inputs],
    outputs: [...readMappings(node, reading, 'output'), ...called.outputs],
  };
}

function readJob(node: ModdleElement, reading: Reading): JobSpec | undefined {
  const zeebe = reading.tags(node, 'zeebe', 'taskDefinition')[0];
  if (zeebe) return { type: textOf(zeebe, 'type') ?? '', ...present({ retries: textOf(zeebe, 'retries') }) };
  const topic = reading.attribute(node, 'camunda', 'topic');
  const isExternal = ['external', 'external-worker'].includes(reading.attribute(node, 'camunda', 'type') ?? '');
  return topic !== undefined && isExternal ? { type: topic } : undefined;
}

function readAssignment(node: ModdleElement, reading: Reading): AssignmentSpec | undefined {
  const zeebe = reading.tags(node, 'zeebe', 'assignmentDefinition')[0];
  const assignee = textOf(zeebe, 'assignee') ?? reading.attribute(node, 'camunda', 'assignee');
  const groups = texts(textOf(zeebe, 'candidateGroups') ?? reading.attribute(node, 'camunda', 'candidateGroups'));
  const users = texts(textOf(zeebe, 'candidateUsers') ?? reading.attribute(node, 'camunda', 'candidateUsers'));
  const priority =
    textOf(reading.tags(node, 'zeebe', 'priorityDefinition')[0], 'priority') ?? reading.attribute(node, 'camunda', 'priority');
  if (assignee === undefined && priority === undefined && groups.length + users.length === 0) return undefined;
  return { groups, users, ...present({ assignee, priority }) };
}

function readLoop(node: ModdleElement, reading: Reading): LoopSpec | undefined {
  const characteristics = elementOf(node, 'loopCharacteristics');
  const zeebe = reading.tags(characteristics, 'zeebe', 'loopCharacteristics')[0];
  const loop = present({
    collection: textOf(zeebe, 'inputCollection') ?? reading.attribute(characteristics, 'camunda', 'collection'),
    item: textOf(zeebe, 'inputElement') ?? reading.attribute(characteristics, 'camunda', 'elementVariable'),
    output: textOf(zeebe, 'outputElement'),
    outputCollection: textOf(zeebe, 'outputCollection'),
  });
  return Object.keys(loop).length ? loop : undefined;
}

function readDecision(node: ModdleElement, reading: Reading): NodeExtension['decision'] {
  const zeebe = reading.tags(node, 'zeebe', 'calledDecision')[0];
  const ref = textOf(zeebe, 'decisionId') ?? reading.attribute(node, 'camunda', 'decisionRef');
  if (ref === undefined) return undefined;
  const result = textOf(zeebe, 'resultVariable') ?? reading.attribute(node, 'camunda', 'resultVariable');
  return { ref, ...present({ result }) };
}

function readMappings(node: ModdleElement, reading: Reading, direction: 'input' | 'output'): readonly MappingSpec[] {
  const zeebe = childTags(reading.tags(node, 'zeebe', 'ioMapping')[0])
    .filter((tag) => tagOf(tag) === direction)
    .map((tag) => ({ name: textOf(tag, 'target') ?? '', value: textOf(tag, 'source') ?? '' }));
  const camunda = childTags(reading.tags(node, 'camunda', 'inputOutput')[0])
    .filter((tag) => tagOf(tag) === `${direction}Parameter`)
    .map((tag) => ({ name: textOf(tag, 'name') ?? '', value: constantOrExpression(bodyOf(tag) ?? '') }));
  return [...zeebe, ...camunda];
}
