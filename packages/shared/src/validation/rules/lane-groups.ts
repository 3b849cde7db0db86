import { lanesAround, whoOfLane } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';
import { namesNobody } from './nobody-asked.ts';

const groupOrWho = /^(?:[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}|(?:group|role):\s*\S.*)$/u;

/** A lane with tasks that name nobody says whose tasks they are. Source: BPMN 2.0.2 §10.8. */
export const laneGroups: Rule = (view) => [
  ...view.process.lanes.flatMap((lane) =>
    lane.group === undefined || groupOrWho.test(lane.group)
      ? []
      : [
          error(lane.id, 'lane-group-not-understood', {
            field: 'lane.group',
            message: `The lane ${called(lane)} is for "${lane.group}", which can be no group.`,
            hint: "Write a group's id, such as sales.",
            params: { group: lane.group },
          }),
        ],
  ),
  ...withoutGroup(view),
];

/** Once a lane: the innermost one around the task. */
function withoutGroup({ process, placed }: ProcessView): Finding[] {
  const open = placed.flatMap(({ node, ancestors }) => {
    const lanes = lanesAround(process, node, ancestors);
    const lane = lanes.at(-1);
    return namesNobody(node) && lane && lanes.every((each) => whoOfLane(each) === undefined) ? [{ lane, node }] : [];
  });
  return [...Map.groupBy(open, ({ lane }) => lane).entries()].map(([lane, tasks]) => {
    const names = tasks.map(({ node }) => node.name ?? node.id).join(', ');
    return warning(lane.id, 'lane-without-group', {
      field: 'lane.group',
      message: `The lane ${called(lane)} names no group, so anybody may take its tasks: ${names}.`,
      hint: 'Say which group the lane is, or assign the tasks.',
      params: { tasks: names },
    });
  });
}
