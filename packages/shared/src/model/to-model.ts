import { elementsOf, isModdleElement, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import type { Model, ProcessNode } from './model.ts';
import { readCollaborations, readCorrelationProperty, readCorrelationSubscriptions } from './read-collaboration.ts';
import { readContainer } from './read-container.ts';
import { readNodeData } from './read-data.ts';
import { readLanes } from './read-people.ts';
import { readProcessExtension } from './read-process-extension.ts';
import { createReading, type Reading } from './reading.ts';

/** A model that says nothing: what a refused document gives. */
export const emptyModel: Model = {
  document: undefined,
  processes: [],
  messages: new Map(),
  signals: new Map(),
  errors: new Map(),
  escalations: new Map(),
  dataStores: new Map(),
  correlationProperties: new Map(),
  participants: [],
  messageFlows: [],
  correlationKeys: [],
};

/**
 * Reads a moddle tree (bpmn-moddle's, or the live one behind a canvas) as a Model.
 *
 * Shape: the tree is not changed and stays the Model's `document`; the rest is plain data, a snapshot.
 */
export function toModel(definitions: unknown): Model {
  if (!isModdleElement(definitions)) throw new TypeError('toModel: expected the definitions element of a moddle tree');
  const reading = createReading(definitions);
  const roots = elementsOf(definitions, 'rootElements');
  const collect = <T extends { readonly id: string }>(tag: string, read: (element: ModdleElement) => T) =>
    new Map(roots.filter((root) => tagOf(root) === tag).map((root) => [idOf(root), read(root)]));
  return {
    document: definitions,
    processes: roots.filter((root) => tagOf(root) === 'process').map((process) => readProcess(process, reading)),
    messages: collect('message', (message) =>
      present({
        id: idOf(message),
        name: reading.computed(message, 'name', textOf(message, 'name') ?? ''),
        correlationKey: textOf(reading.tags(message, 'zeebe', 'subscription')[0], 'correlationKey'),
      }),
    ),
    signals: collect('signal', (signal) => ({
      id: idOf(signal),
      name: reading.computed(signal, 'name', textOf(signal, 'name') ?? ''),
    })),
    errors: collect('error', (error) => ({ ...named(error), ...present({ errorCode: textOf(error, 'errorCode') }) })),
    escalations: collect('escalation', (escalation) => ({
      ...named(escalation),
      ...present({ escalationCode: textOf(escalation, 'escalationCode') }),
    })),
    dataStores: collect('dataStore', named),
    correlationProperties: collect('correlationProperty', (property) => readCorrelationProperty(property, reading)),
    ...readCollaborations(roots, reading),
  };
}

const idOf = (element: ModdleElement) => textOf(element, 'id') ?? '';

const named = (element: ModdleElement) => ({ id: idOf(element), ...present({ name: textOf(element, 'name') }) });

function readProcess(process: ModdleElement, reading: Reading): ProcessNode {
  return {
    kind: 'process',
    ...named(process),
    isExecutable: process.get('isExecutable') === true,
    ...present({ documentation: documentationOf(process) }),
    lanes: readLanes(process, reading),
    ...present({ data: readNodeData(process, reading) }),
    correlationSubscriptions: readCorrelationSubscriptions(process, reading),
    ...readContainer(process, reading),
    extension: readProcessExtension(process, reading),
  };
}

const documentationOf = (element: ModdleElement) => textOf(elementsOf(element, 'documentation')[0], 'text');
