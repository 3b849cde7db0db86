import type { FlowNode, SequenceFlowNode } from '@fortnight/shared/model';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Graph, labelled, nodesOf, type Places, partKey, placesOf } from './graph.ts';

/** Says a text of the area `elements`. */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/** What everything in a process is called. */
export interface ElementWords {
  /** Names of elements, flows, loss reasons and parts (see `partKey`); where an element has none, words for it. */
  readonly names: ReadonlyMap<string, string>;
  /** Undefined for what is not there. */
  readonly called: (id: string) => Called | undefined;
}

/** What one element is called. */
export interface Called {
  readonly name: string;
  /** In quotation marks where it has a name. */
  readonly quoted: string;
  /** With its kind before its name. */
  readonly thing: string;
}

export function elementWords(graph: Graph, language: string, say: Say): ElementWords {
  const naming = new Naming(placesOf(graph), language, say);
  const names = new Map<string, string>();
  for (const node of nodesOf(graph)) {
    names.set(node.id, naming.node(node.id));
    nameParts(node, language, names);
  }
  for (const id of naming.places.flows.keys()) names.set(id, naming.flow(id));
  return {
    names,
    called: (id) => {
      const [name, node] = [names.get(id), naming.places.nodes.get(id)?.item];
      if (name === undefined) return undefined;
      if (!node || naming.given(id) === undefined) return { name, quoted: name, thing: name };
      return { name, quoted: say('quoted', { name }), thing: say('thing', { kind: say(kindOf(node)), name }) };
    },
  };
}

/** Says texts of this room in the reader's language. */
export function useSay(): Say {
  const { t } = useTranslation('elements');
  return useCallback((key, values = {}) => t(key, values), [t]);
}

/** What is called how, in the reader's language. */
export function useElementWords(graph: Graph | undefined): ElementWords {
  const { i18n } = useTranslation('elements');
  const say = useSay();
  return useMemo(() => elementWords(graph ?? nothing, i18n.language, say), [graph, i18n.language, say]);
}

const nothing: Graph = { nodes: [] };

function nameParts({ id, extension }: FlowNode, language: string, names: Map<string, string>): void {
  const { stage, checkpoint, labels } = extension;
  for (const reason of stage?.lossReasons ?? []) names.set(reason.id, reason.name ?? reason.id);
  for (const wanted of checkpoint?.evidence ?? []) if (wanted.name) names.set(partKey(id, wanted.id), wanted.name);
  for (const { lang, for: part, text } of labels) {
    if (lang !== language || part === undefined) continue;
    names.set(partKey(id, part), text);
    if (stage?.lossReasons.some((reason) => reason.id === part)) names.set(part, text);
  }
}

/** How far a neighbour with a name is looked for. */
const farthest = 20;

class Naming {
  readonly places: Places;
  private readonly language: string;
  private readonly say: Say;
  private readonly incoming: ReadonlyMap<string, readonly SequenceFlowNode[]>;
  private readonly outgoing: ReadonlyMap<string, readonly SequenceFlowNode[]>;

  constructor(places: Places, language: string, say: Say) {
    this.places = places;
    this.language = language;
    this.say = say;
    const flows = [...places.flows.values()].map(({ item }) => item);
    this.incoming = Map.groupBy(flows, ({ targetId }) => targetId);
    this.outgoing = Map.groupBy(flows, ({ sourceId }) => sourceId);
  }

  /** The name that somebody gave it. */
  given(id: string): string | undefined {
    const node = this.places.nodes.get(id)?.item;
    return node && labelled({ name: node.name, labels: node.extension.labels }, this.language);
  }

  node(id: string): string {
    return this.given(id) ?? this.unnamed(id);
  }

  private unnamed(id: string): string {
    const place = this.places.nodes.get(id);
    if (!place) return id;
    const { item: node, container, parent } = place;
    const kind = this.say(kindOf(node));
    if (node.attachedTo !== undefined) return this.beside('at', kind, this.node(node.attachedTo));
    const isOnly = container.nodes.filter((other) => kindOf(other) === kindOf(node)).length === 1;
    const holder = parent && this.given(parent.id);
    if (isOnly && !parent) return kind;
    if (isOnly && holder !== undefined) return this.beside('of', kind, holder);
    const before = this.nearest(id, this.incoming, 'sourceId');
    if (before !== undefined) return this.beside('after', kind, before);
    const after = this.nearest(id, this.outgoing, 'targetId');
    if (after !== undefined) return this.beside('before', kind, after);
    return holder === undefined ? kind : this.beside('of', kind, holder);
  }

  private beside(where: 'at' | 'of' | 'after' | 'before', kind: string, neighbour: string): string {
    return this.say(where, { kind, neighbour });
  }

  /** The name of what stands nearest that way and has one. */
  private nearest(
    id: string,
    flows: ReadonlyMap<string, readonly SequenceFlowNode[]>,
    end: 'sourceId' | 'targetId',
  ): string | undefined {
    const seen = new Set([id]);
    for (const at of seen) {
      for (const flow of flows.get(at) ?? []) {
        const next = flow[end];
        const name = this.given(next);
        if (name !== undefined) return name;
        const attachedTo = this.places.nodes.get(next)?.item.attachedTo;
        if (attachedTo !== undefined && end === 'sourceId') return this.node(attachedTo);
        seen.add(next);
      }
      if (seen.size > farthest) return undefined;
    }
    return undefined;
  }

  flow(id: string): string {
    const flow = this.places.flows.get(id)?.item;
    if (!flow) return id;
    const { sourceId, targetId } = flow;
    const name = labelled(flow, this.language);
    // What has no name is told by its neighbour, unless that is the other end.
    const from = this.end(sourceId, targetId);
    const ends = { from, to: this.end(targetId, sourceId) };
    return name === undefined ? this.say('flow', ends) : this.say('flowNamed', { ...ends, name });
  }

  private end(id: string, other: string): string {
    const name = this.given(id);
    const node = this.places.nodes.get(id)?.item;
    if (!node) return this.say('nothing');
    if (name !== undefined) return name;
    const isBeside = this.given(other) !== undefined && node.attachedTo === undefined;
    return isBeside ? this.say(kindOf(node)) : this.unnamed(id);
  }
}

/** The kind of a node as a business person tells them apart, as its key below `elements`. */
function kindOf({ kind, incoming, outgoing, extension }: FlowNode): string {
  if (extension.stage) return 'kind.stage';
  if (extension.approval) return 'kind.approval';
  if (extension.checkpoint) return 'kind.checkpoint';
  if (kind === 'startEvent') return 'kind.start';
  if (kind === 'endEvent') return 'kind.end';
  if (kind.endsWith('Event')) return 'kind.event';
  if (kind.endsWith('Gateway')) {
    if (incoming.length > 1 && outgoing.length <= 1) return 'kind.join';
    return kind === 'parallelGateway' ? 'kind.split' : 'kind.decision';
  }
  if (kind === 'callActivity') return 'kind.call';
  return kind.endsWith('ubProcess') || kind === 'transaction' ? 'kind.subProcess' : 'kind.task';
}
