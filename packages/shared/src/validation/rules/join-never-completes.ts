import type { Container, FlowNode, SequenceFlowNode } from '../../model/index.ts';
import { type Dominators, dominatorsOf } from '../dominators.ts';
import { warning } from '../finding.ts';
import { called, containersOf, type ProcessView, type Rule } from '../process-view.ts';

/** A join with more ways into it is not looked at: every two of them are compared. */
const mostWays = 60;

/** A parallel join waits for all its ways, so no choice before it may take only some of them. Source: BPMN 2.0.2 §10.6.4. */
export const joinNeverCompletes: Rule = (view) =>
  containersOf(view.process).flatMap((container) => {
    const joins = container.nodes.filter(({ kind, incoming }) => kind === 'parallelGateway' && incoming.length > 1);
    if (joins.length === 0) return [];
    const ways = waysOf(container, view);
    const dominators = dominatorsOf(ways.begins, ways.outOf);
    return joins.flatMap((join) => {
      const choice = choicesBefore(join, ways, dominators, view).find((candidate) => splits(candidate, join, ways));
      if (!choice) return [];
      return [
        warning(join.id, 'join-never-completes', {
          message: `${called(join)} waits for all its ways, but ${called(choice)} takes only one of them: the case stops here for ever.`,
          hint: 'Make both exclusive, or both parallel.',
          params: { choice: choice.name ?? choice.id },
        }),
      ];
    });
  });

/** Two ways into a join that a choice alone feeds part at the last node that both pass: no other choice can split them. */
function choicesBefore(join: FlowNode, ways: Ways, dominators: Dominators, view: ProcessView): readonly FlowNode[] {
  const sources = join.incoming.flatMap((id) => ways.flows.get(id)?.sourceId ?? []);
  if (sources.length > mostWays) return [];
  const parts = sources.flatMap((one, index) => sources.slice(index + 1).map((other) => dominators.nearestCommon(one, other)));
  return [...new Set(parts)].flatMap((id) => {
    const node = id === undefined ? undefined : view.node(id);
    return node?.kind === 'exclusiveGateway' && node.outgoing.length > 1 ? [node] : [];
  });
}

interface Ways {
  readonly outOf: ReadonlyMap<string, readonly string[]>;
  readonly flows: ReadonlyMap<string, SequenceFlowNode>;
  readonly begins: readonly string[];
}

function waysOf({ nodes, flows }: Container, view: ProcessView): Ways {
  const outOf = new Map(nodes.map(({ id }) => [id, view.boundariesOf(id).map((boundary) => boundary.id)] as [string, string[]]));
  for (const { sourceId, targetId } of flows) outOf.get(sourceId)?.push(targetId);
  const begins = nodes.filter(({ incoming, kind }) => incoming.length === 0 && kind !== 'boundaryEvent').map(({ id }) => id);
  return { outOf, flows: new Map(flows.map((flow) => [flow.id, flow])), begins };
}

/** Whether two ways into the join are fed by different ways out of the choice alone. */
function splits(choice: FlowNode, join: FlowNode, ways: Ways): boolean {
  const targetOf = (id: string) => ways.flows.get(id)?.targetId ?? '';
  const sourceOf = (id: string) => ways.flows.get(id)?.sourceId ?? '';
  const stops = new Set([choice.id, join.id]);
  const branches = choice.outgoing.map((id) => ({ id, reached: reach([targetOf(id)], ways, stops) }));
  if (branches.some(({ reached }) => reached.has(choice.id))) return false;
  const around = reach(ways.begins, ways, stops);
  const fedBy = join.incoming.flatMap((id) => {
    const source = sourceOf(id);
    if (source !== choice.id && around.has(source)) return [];
    const feeding = branches.filter((branch) => branch.id === id || (source !== choice.id && branch.reached.has(source)));
    return feeding.length === 0 ? [] : [new Set(feeding.map((branch) => branch.id))];
  });
  return fedBy.some((one, index) => fedBy.slice(index + 1).some((other) => [...one].every((id) => !other.has(id))));
}

/** What is reached; a stop is reached, but not passed. */
function reach(from: readonly string[], { outOf }: Ways, stops: ReadonlySet<string>): Set<string> {
  const seen = new Set<string>();
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (!stops.has(id)) queue.push(...(outOf.get(id) ?? []));
  }
  return seen;
}
