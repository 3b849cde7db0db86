import type { AssignmentSpec, JobSpec, LoopSpec, TimingSpec } from './extension.ts';
import { bodyOf, elementOf, elementsOf, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import type { NodeExtension } from './model.ts';
import { readPeerCall } from './read-peer-call.ts';
import { readPeerMappings } from './read-peer-mappings.ts';
import { readNames } from './read-peer-text.ts';
import type { Reading } from './reading.ts';

/** The part of a node's extension that other engines' files can say. */
type PeerExtension = Pick<
  NodeExtension,
  'job' | 'assignment' | 'form' | 'timing' | 'loop' | 'decision' | 'call' | 'subscription' | 'inputs' | 'outputs'
>;

/**
 * Reads what Camunda 7's family and Zeebe say where it means the same as ours.
 *
 * A `${…}` is read as FEEL where FEEL can say it; else it stays as written, to be refused by name.
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
      timing: readTiming(node, reading),
      loop: readLoop(node, reading),
      decision: readDecision(node, reading),
      call: called.call,
      subscription: correlationKey === undefined ? undefined : { correlationKey },
    }),
    inputs: [...readPeerMappings(node, reading, 'input'), ...called.inputs],
    outputs: [...readPeerMappings(node, reading, 'output'), ...called.outputs],
  };
}

/** An external task: at the node, or at the message that it throws. */
function readJob(node: ModdleElement, reading: Reading): JobSpec | undefined {
  const zeebe = reading.tags(node, 'zeebe', 'taskDefinition')[0];
  if (zeebe) return { type: textOf(zeebe, 'type') ?? '', ...present({ retries: textOf(zeebe, 'retries') }) };
  for (const place of [node, ...elementsOf(node, 'eventDefinitions')]) {
    const topic = reading.attribute(place, 'camunda', 'topic');
    const isExternal = ['external', 'external-worker'].includes(reading.attribute(place, 'camunda', 'type') ?? '');
    if (topic !== undefined && isExternal)
      return { type: reading.computed(node, 'job.type', topic), ...readRetries(node, reading) };
  }
  return undefined;
}

/** `R3/PT10M`: tried three times, ten minutes apart. */
function readRetries(node: ModdleElement, reading: Reading): Pick<JobSpec, 'retries' | 'backoff'> {
  const written = bodyOf(reading.tags(node, 'camunda', 'failedJobRetryTimeCycle')[0]);
  const [, retries, backoff] = /^R([1-9]\d*)\/(P[\dYMWDTHS.]+)$/.exec(written ?? '') ?? [];
  return present({ retries, backoff });
}

function readAssignment(node: ModdleElement, reading: Reading): AssignmentSpec | undefined {
  const zeebe = reading.tags(node, 'zeebe', 'assignmentDefinition')[0];
  const written = (name: string) => textOf(zeebe, name) ?? reading.attribute(node, 'camunda', name);
  const assignee = reading.computed(node, 'assignment.assignee', written('assignee'));
  const groups = readNames(node, 'assignment.groups', written('candidateGroups'), reading);
  const users = readNames(node, 'assignment.users', written('candidateUsers'), reading);
  const priority = reading.computed(
    node,
    'assignment.priority',
    textOf(reading.tags(node, 'zeebe', 'priorityDefinition')[0], 'priority') ?? reading.attribute(node, 'camunda', 'priority'),
  );
  if (assignee === undefined && priority === undefined && groups.length + users.length === 0) return undefined;
  return { groups, users, ...present({ assignee, priority }) };
}

/** A due date that is a span counts from when the task opens, as our limit does; a date or an expression is none. */
function readTiming(node: ModdleElement, reading: Reading): TimingSpec | undefined {
  const due = reading.attribute(node, 'camunda', 'dueDate');
  return tagOf(node) === 'userTask' && /^P(?=.)[\dYMWD]*(T[\dHMS.]+)?$/.test(due ?? '') ? present({ limit: due }) : undefined;
}

function readLoop(node: ModdleElement, reading: Reading): LoopSpec | undefined {
  const characteristics = elementOf(node, 'loopCharacteristics');
  const zeebe = reading.tags(characteristics, 'zeebe', 'loopCharacteristics')[0];
  const loop = present({
    collection: reading.computed(
      node,
      'loop.collection',
      textOf(zeebe, 'inputCollection') ?? reading.attribute(characteristics, 'camunda', 'collection'),
    ),
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
  return { ref: reading.computed(node, 'decision.ref', ref), ...present({ result }) };
}
