import { holdsJuel } from './juel/read-juel.ts';
import { elementOf, elementsOf, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import type { LaneNode, PerformerNode, ResourceNode } from './people-node.ts';
import { readComputed } from './read-data.ts';
import { readNames } from './read-peer-text.ts';
import type { Reading } from './reading.ts';

/** All lanes of a process and its sub-processes, those of nested sets after the lane that holds them. */
export function readLanes(container: ModdleElement, reading: Reading): readonly LaneNode[] {
  return [
    ...elementsOf(container, 'laneSets').flatMap((set) => readLaneSet(set, reading)),
    ...elementsOf(container, 'flowElements').flatMap((element) => readLanes(element, reading)),
  ];
}

function readLaneSet(laneSet: ModdleElement, reading: Reading): LaneNode[] {
  return elementsOf(laneSet, 'lanes').flatMap((lane) => {
    const inner = elementOf(lane, 'childLaneSet');
    return [readLane(lane, reading), ...(inner ? readLaneSet(inner, reading) : [])];
  });
}

function readLane(lane: ModdleElement, reading: Reading): LaneNode {
  const partition = elementOf(lane, 'partitionElementRef') ?? elementOf(lane, 'partitionElement');
  const written = reading.referenceId(lane, 'partitionElementRef');
  return {
    ...readResource(lane),
    nodeIds: reading.referenceIds(lane, 'flowNodeRef'),
    ...present({
      group: textOf(reading.tags(lane, 'fortnight', 'lane')[0], 'group'),
      partition: partition ? readResource(partition) : written === undefined ? undefined : { id: written },
    }),
  };
}

const performers = ['performer', 'humanPerformer', 'potentialOwner', 'resourceRole'] as const;

/** Who an activity says does it; undefined where it says nothing. */
export function readPerformers(activity: ModdleElement, reading: Reading): readonly PerformerNode[] | undefined {
  const found = elementsOf(activity, 'resources').flatMap((role) => {
    const kind = performers.find((known) => known === tagOf(role));
    const resource = elementOf(role, 'resourceRef');
    const written = reading.referenceId(role, 'resourceRef');
    if (!kind) return [];
    const expression = readNamed(
      activity,
      kind,
      elementOf(elementOf(role, 'resourceAssignmentExpression'), 'expression'),
      reading,
    );
    const named = resource ? readResource(resource) : written === undefined ? undefined : { id: written };
    return [{ kind, ...present({ resource: named, expression }) }];
  });
  return found.length > 0 ? found : undefined;
}

/** Whom a role's expression names; a `${…}` of another engine may give a list, but a performer is one. */
function readNamed(
  activity: ModdleElement,
  kind: PerformerNode['kind'],
  expression: ModdleElement | undefined,
  reading: Reading,
) {
  const named = readComputed(expression, reading);
  if (!named || !holdsJuel(named.text)) return named;
  const isOne = kind === 'humanPerformer' || kind === 'performer';
  if (isOne) return { ...named, text: reading.computed(activity, 'performers', named.text) };
  return { ...named, text: readNames(activity, 'performers', named.text, reading).join(', ') };
}

const readResource = (element: ModdleElement): ResourceNode => ({
  id: textOf(element, 'id') ?? '',
  ...present({ name: textOf(element, 'name') }),
});
