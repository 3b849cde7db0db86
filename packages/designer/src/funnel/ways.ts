import type { Container, FlowNode } from '@fortnight/shared/model';

/** A way out of a stage that the diagram draws: to another stage, or (`to` null) to an end. */
export interface Way {
  readonly from: string;
  readonly to: string | null;
  /** `ended`: neither won nor lost; counted, never drawn. */
  readonly kind: 'forward' | 'back' | 'lost' | 'won' | 'ended';
}

const isScope = (node: FlowNode): node is FlowNode & Container => node.nodes !== undefined && node.flows !== undefined;

/** The stages of a container, however deep they stand, in the order that they are numbered by. */
export function stagesIn(container: Container): readonly FlowNode[] {
  return container.nodes
    .flatMap((node) => [...(node.extension.stage ? [node] : []), ...(isScope(node) ? stagesIn(node) : [])])
    .toSorted((a, b) => (a.extension.stage?.order ?? 0) - (b.extension.stage?.order ?? 0));
}

/** What follows a node without passing through another stage: stages and ends. */
function following(node: FlowNode, container: Container, seen: Set<string> = new Set()): readonly FlowNode[] {
  const boundaries = container.nodes.filter(({ attachedTo }) => attachedTo === node.id);
  const leaving = new Set([node, ...boundaries].flatMap(({ outgoing }) => outgoing));
  return container.flows
    .filter(({ id }) => leaving.has(id))
    .flatMap(({ targetId }) => {
      const target = container.nodes.find(({ id }) => id === targetId);
      if (!target || seen.has(target.id)) return [];
      seen.add(target.id);
      return target.extension.stage || target.kind === 'endEvent' ? [target] : following(target, container, seen);
    });
}

const nodesIn = (container: Container): readonly FlowNode[] =>
  container.nodes.flatMap((node) => [node, ...(isScope(node) ? nodesIn(node) : [])]);

function waysFrom(stage: FlowNode, container: Container, stages: readonly FlowNode[]): readonly Way[] {
  const rank = (id: string) => stages.findIndex((candidate) => candidate.id === id);
  const inside = isScope(stage) ? nodesIn(stage) : [];
  const toStage = (id: string): Way => ({ from: stage.id, to: id, kind: rank(id) > rank(stage.id) ? 'forward' : 'back' });
  const stageOf = (elementId: string) =>
    stages.find((candidate) => isScope(candidate) && nodesIn(candidate).some(({ id }) => id === elementId));
  const next = following(stage, container);
  const sentBackTo = inside
    .flatMap(({ extension }) => extension.approval?.outcomes ?? [])
    .flatMap(({ kind, to }) => (kind === 'send-back' && to !== undefined ? [stageOf(to)?.id] : []))
    .filter((id) => id !== undefined && id !== stage.id);
  const outcomes = [...next, ...inside].map(({ extension }) => extension.end?.outcome);
  return [
    ...next.filter(({ extension, id }) => extension.stage && id !== stage.id).map(({ id }) => toStage(id)),
    ...sentBackTo.flatMap((id) => (id === undefined ? [] : [toStage(id)])),
    ...(['lost', 'won'] as const)
      .filter((kind) => outcomes.includes(kind))
      .map((kind): Way => ({ from: stage.id, to: null, kind })),
  ];
}

/** The ways between the stages of a process, as its diagram draws them; each once. */
export function waysOf(process: Container): readonly Way[] {
  const stages = stagesIn(process);
  const containers: readonly Container[] = [process, ...nodesIn(process).filter(isScope)];
  const ways = stages.flatMap((stage) => {
    const container = containers.find(({ nodes }) => nodes.includes(stage));
    return container ? waysFrom(stage, container, stages) : [];
  });
  return [...new Map(ways.map((way) => [`${way.from} ${way.kind} ${way.to}`, way])).values()];
}
