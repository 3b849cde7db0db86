import {
  compensationStartOf,
  type FlowNode,
  isCompensable,
  isCompensationEvent,
  isForCompensation,
  type PlacedNode,
} from '../../model/index.ts';
import { type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** What is drawn for compensation is used: something is compensated by it, and something asks for it. Source: BPMN 2.0.2 §10.7. */
export const compensationInVain: Rule = (view) => [
  ...view.placed.flatMap((place) => ofThrow(place, view)),
  ...view.nodes.flatMap((node) => ofHandler(node, view)),
  ...view.process.nodes.filter(compensationStartOf).map((node) =>
    warning(node.id, 'compensation-never-asked', {
      message: `${called(node)} compensates the process itself, which nothing compensates: it never begins.`,
      hint: 'Put it into a sub-process, or compensate each activity by itself.',
    }),
  ),
];

/** What it names, or something that it sees, can be compensated. */
function ofThrow({ node, container, ancestors }: PlacedNode, view: ProcessView): readonly Finding[] {
  if (!['intermediateThrowEvent', 'endEvent'].includes(node.kind) || !isCompensationEvent(node)) return [];
  const outside = ancestors.at(-1)?.triggeredByEvent ? (ancestors.at(-2) ?? view.process) : undefined;
  const seen = [...container.nodes, ...(outside?.nodes ?? [])];
  return node.eventDefinitions.flatMap(({ kind, activityRef }) => {
    const meant = activityRef === undefined ? seen : seen.filter(({ id }) => id === activityRef);
    const isInVain = meant.length > 0 && !meant.some((activity) => isCompensable(activity, ({ id }) => view.boundariesOf(id)));
    if (kind !== 'compensateEventDefinition' || !isInVain) return [];
    const [only] = activityRef === undefined ? [] : meant;
    return [
      warning(node.id, 'nothing-to-compensate', {
        field: 'activityRef',
        message: `${called(node)} compensates ${only ? called(only) : 'what was completed'}, but nothing says how: nothing is done.`,
        hint: 'Attach a compensation event to the activity, and lead it to what compensates.',
      }),
    ];
  });
}

/** A compensation event leads to it. */
function ofHandler(node: FlowNode, view: ProcessView): readonly Finding[] {
  const isUsed = view.nodes.some(({ kind, associatedWith }) => kind === 'boundaryEvent' && associatedWith?.includes(node.id));
  if (!node.isForCompensation || !isForCompensation(node) || isUsed) return [];
  return [
    warning(node.id, 'compensation-handler-unused', {
      message: `No compensation event leads to ${called(node)}: it never begins.`,
      hint: 'Draw an association to it from a compensation event at the border of an activity.',
      fixes: [{ code: 'remove-element', params: { elementId: node.id } }],
    }),
  ];
}
