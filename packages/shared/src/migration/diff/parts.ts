import type { Json, JsonObject } from '../../base/index.ts';
import { type Container, type FlowNode, type Model, notesOf, type ProcessNode } from '../../model/index.ts';

/** A piece of a model that is known by its id: an element, a flow, a lane, a message, a form. */
export interface Part {
  /** BPMN's tag, or `form`. */
  readonly kind: string;
  readonly id: string;
  readonly name?: string;
  /** What holds it directly: a sub-process, the process. */
  readonly parentId?: string;
  /** Flows: what they lead from and to. */
  readonly sourceId?: string;
  readonly targetId?: string;
  /** Everything else that the model says of it. */
  readonly settings: JsonObject;
}

/** A form of the draft or version, by its id. */
export interface DocumentForm {
  readonly id: string;
}

/** All parts of a model, with the forms that come with it. */
export function partsOf(model: Model, forms: readonly DocumentForm[]): ReadonlyMap<string, Part> {
  const { processes, participants, messageFlows, correlationKeys } = model;
  const roots = [
    ...named('message', model.messages),
    ...named('signal', model.signals),
    ...named('error', model.errors),
    ...named('escalation', model.escalations),
    ...named('dataStore', model.dataStores),
    ...named('correlationProperty', model.correlationProperties),
  ];
  const parts = [
    ...processes.flatMap(processParts),
    ...participants.map((one) => toPart('participant', one)),
    ...messageFlows.map((one) => toPart('messageFlow', one)),
    ...correlationKeys.map((one) => toPart('correlationKey', one)),
    ...roots,
    ...notesOf(model).map((one) => toPart(one.kind, one)),
    ...forms.map((form) => toPart('form', form)),
  ];
  return new Map(parts.map((part) => [keyOf(part), part]));
}

/** Ids are unique in a document; a form may have that of an element. */
const keyOf = ({ kind, id }: Part): string => (kind === 'form' ? `form ${id}` : id);

const named = (kind: string, nodes: ReadonlyMap<string, object>): readonly Part[] =>
  [...nodes].map(([id, node]) => toPart(kind, { ...node, id }));

function processParts(process: ProcessNode): readonly Part[] {
  const { nodes, flows, dataObjects, dataReferences, lanes, ...own } = process;
  return [
    toPart('process', own),
    ...lanes.map((lane) => toPart('lane', lane, process.id)),
    ...containerParts({ nodes, flows, dataObjects, dataReferences }, process.id),
  ];
}

function containerParts({ nodes, flows, dataObjects, dataReferences }: Container, parentId: string): readonly Part[] {
  return [
    ...nodes.flatMap((node) => nodeParts(node, parentId)),
    ...flows.map((flow) => toPart('sequenceFlow', flow, parentId)),
    ...dataObjects.map((one) => toPart('dataObject', one, parentId)),
    ...dataReferences.map((one) => toPart(one.kind, one, parentId)),
  ];
}

function nodeParts(node: FlowNode, parentId: string): readonly Part[] {
  const { nodes = [], flows = [], dataObjects = [], dataReferences = [], incoming: _, ...own } = node;
  // Which flows leave it, the flows say; the order in which they are asked is its own.
  const part = toPart(node.kind, own, parentId);
  return [part, ...containerParts({ nodes, flows, dataObjects, dataReferences }, node.id)];
}

function toPart(kind: string, node: object, parentId?: string): Part {
  const { id, name, kind: _, ...settings } = plain(node);
  const { sourceId, targetId } = settings;
  return {
    kind,
    id: String(id),
    ...(typeof name === 'string' && { name }),
    ...(parentId !== undefined && { parentId }),
    ...(typeof sourceId === 'string' && { sourceId }),
    ...(typeof targetId === 'string' && { targetId }),
    settings,
  };
}

/** Nodes are plain data: what is absent is left out. */
const plain = (value: object): Record<string, Json> => JSON.parse(JSON.stringify(value));
