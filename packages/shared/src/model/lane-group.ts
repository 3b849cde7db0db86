/** Which people a lane, and a resource, stand for. */
import type { FlowNode, ProcessNode } from './model.ts';
import type { LaneNode, ResourceNode } from './people-node.ts';
import { walkNodes } from './walk.ts';

/** A lane that says whose tasks it holds, and the `who` that it says. */
export interface LaneGroup {
  readonly lane: LaneNode;
  /** Such as `group:sales`. */
  readonly who: string;
}

const whoText = /^(user|group|role|variable|manager-of):\s*\S/;
const groupId = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u;

/**
 * Who a lane's tasks are for: what its extension says, else the resource that it stands for, else its name where that is
 * written as a `who` (`group:sales`). Any other name is a heading, and says nobody.
 */
export function whoOfLane({ name, group, partition }: Pick<LaneNode, 'name' | 'group' | 'partition'>): string | undefined {
  if (group !== undefined) return whoText.test(group) ? group : `group:${group}`;
  if (partition) return whoOfResource(partition);
  return name !== undefined && whoText.test(name) ? name : undefined;
}

/** A resource is named as a `who`, or is the group of its name where a group may be called so, else of its id. */
export function whoOfResource({ id, name = '' }: ResourceNode): string {
  if (whoText.test(name)) return name;
  return `group:${groupId.test(name) ? name : id}`;
}

/** The lanes that a node stands in by itself or with a sub-process around it, the innermost last. */
export function lanesAround({ lanes }: ProcessNode, node: FlowNode, ancestors: readonly FlowNode[]): readonly LaneNode[] {
  return [...ancestors, node].flatMap(({ id }) => lanes.filter(({ nodeIds }) => nodeIds.includes(id)));
}

/** For each node, the innermost lane around it that says who. */
export function laneGroupsOf(process: ProcessNode): ReadonlyMap<string, LaneGroup> {
  const found = new Map<string, LaneGroup>();
  for (const { node, ancestors } of process.lanes.length > 0 ? walkNodes(process) : []) {
    const [innermost] = lanesAround(process, node, ancestors)
      .flatMap((lane) => {
        const who = whoOfLane(lane);
        return who === undefined ? [] : [{ lane, who }];
      })
      .slice(-1);
    if (innermost) found.set(node.id, innermost);
  }
  return found;
}
