import {
  asContainer,
  type Container,
  type FlowNode,
  type Model,
  type PlacedNode,
  type ProcessNode,
  type SequenceFlowNode,
  walkNodes,
} from '../model/index.ts';
import type { Finding } from './finding.ts';

/** The part of a form (`urn:fortnight:form:1`) that rules read. */
export interface FormOutline {
  readonly fields: readonly {
    readonly name: string;
    readonly visible?: string | undefined;
    readonly control?: string | undefined;
    readonly options?: readonly unknown[] | undefined;
  }[];
}

/** One process with what every rule asks of it, indexed once. */
export interface ProcessView {
  readonly model: Model;
  readonly process: ProcessNode;
  readonly forms: Readonly<Record<string, FormOutline>> | undefined;
  /** The processes that are published; undefined where nobody says. */
  readonly processIds: ReadonlySet<string> | undefined;
  readonly placed: readonly PlacedNode[];
  readonly nodes: readonly FlowNode[];
  readonly flows: readonly SequenceFlowNode[];
  node(id: string): FlowNode | undefined;
  flow(id: string): SequenceFlowNode | undefined;
  /** The boundary events of an activity. */
  boundariesOf(id: string): readonly FlowNode[];
}

/** Finds what one rule is about. */
export type Rule = (view: ProcessView) => readonly Finding[];

export function viewOf(
  model: Model,
  process: ProcessNode,
  { forms, processIds }: Partial<Pick<ProcessView, 'forms' | 'processIds'>>,
): ProcessView {
  const placed = [...walkNodes(process)];
  const nodes = placed.map(({ node }) => node);
  const flows = containersOf(process).flatMap((container) => container.flows);
  const nodeById = new Map(nodes.map((node) => [node.id, node]));
  const flowById = new Map(flows.map((flow) => [flow.id, flow]));
  const boundaries = Map.groupBy(
    nodes.filter((node) => node.kind === 'boundaryEvent'),
    (node) => node.attachedTo,
  );
  return {
    model,
    process,
    forms,
    processIds,
    placed,
    nodes,
    flows,
    node: (id) => nodeById.get(id),
    flow: (id) => flowById.get(id),
    boundariesOf: (id) => boundaries.get(id) ?? [],
  };
}

/** The container itself and all containers in it. */
export function containersOf(container: Container): readonly Container[] {
  return [container, ...container.nodes.map(asContainer).flatMap((inner) => (inner ? containersOf(inner) : []))];
}

/** How a message names an element: its name, else its id. */
export const called = (node: { readonly id: string; readonly name?: string }): string => `"${node.name ?? node.id}"`;

/** Whether a node is an activity: a task, a call, or a sub-process of any kind. */
export const isActivity = ({ kind }: FlowNode): boolean => /task$|subprocess$|^callActivity$|^transaction$/i.test(kind);
