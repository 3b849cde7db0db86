import type { Problem } from '../base/index.ts';
import type { Container, FlowNode } from './model.ts';
import { type PlacedNode, walkNodes } from './walk.ts';

const hasDefinition = ({ eventDefinitions }: FlowNode, kind: string): boolean =>
  eventDefinitions.some((definition) => definition.kind === kind);

/** Whether a node throws compensation, or begins by it. */
export const isCompensationEvent = (node: FlowNode): boolean => hasDefinition(node, 'compensateEventDefinition');

/** The start event of an event sub-process that begins when the sub-process around it is compensated. */
export function compensationStartOf({ triggeredByEvent, nodes = [] }: FlowNode): FlowNode | undefined {
  const start = triggeredByEvent ? nodes.find(({ kind }) => kind === 'startEvent') : undefined;
  return start && isCompensationEvent(start) ? start : undefined;
}

/** Whether a node runs for compensation alone: what is done in it is not compensated in its turn. */
export const isForCompensation = (node: FlowNode): boolean => node.isForCompensation || compensationStartOf(node) !== undefined;

/** Whether anything is done when a node is compensated, by its own handler or by those of what is inside of it. */
export function isCompensable(node: FlowNode, boundariesOf: (node: FlowNode) => readonly FlowNode[]): boolean {
  if (isForCompensation(node)) return false;
  const { nodes = [] } = node;
  const hasHandler = boundariesOf(node).some(isCompensationEvent) || nodes.some((inner) => compensationStartOf(inner));
  return hasHandler || nodes.some((inner) => isCompensable(inner, boundariesOf));
}

interface Drawn {
  readonly places: ReadonlyMap<string, PlacedNode>;
  boundariesOf(node: FlowNode): readonly FlowNode[];
}

/**
 * Says where compensation and transactions can't be carried out as they are drawn.
 *
 * The compiler and validation both tell it, in the same words. Source: BPMN 2.0.2 §10.3.5, §10.5.4 and §10.7.
 */
export function compensationProblems(process: Container): readonly Problem[] {
  const placed = [...walkNodes(process)];
  const boundaries = Map.groupBy(
    placed.map(({ node }) => node).filter(({ kind }) => kind === 'boundaryEvent'),
    ({ attachedTo }) => attachedTo,
  );
  const drawn: Drawn = {
    places: new Map(placed.map((place) => [place.node.id, place])),
    boundariesOf: ({ id }) => boundaries.get(id) ?? [],
  };
  return placed.flatMap((place) => [
    ...(place.node.isForCompensation ? ofHandler(place.node) : ofActivity(place.node, drawn)),
    ...(isCompensationEvent(place.node) ? ofCompensation(place, drawn) : []),
    ...(hasDefinition(place.node, 'cancelEventDefinition') ? ofCancel(place, drawn) : []),
  ]);
}

const called = ({ id, name }: FlowNode): string => `"${name ?? id}"`;

const problem = (node: FlowNode, code: string, parts: Pick<Problem, 'message' | 'hint' | 'field' | 'params'>): Problem => ({
  code,
  severity: 'error',
  elementId: node.id,
  ...parts,
});

function ofHandler(node: FlowNode): readonly Problem[] {
  if (node.incoming.length + node.outgoing.length === 0) return [];
  return [
    problem(node, 'compensation-handler-flow', {
      message: `The compensation activity ${called(node)} has sequence flows; it begins for compensation alone.`,
      hint: 'Take the flows away; an association leads to it.',
    }),
  ];
}

function ofActivity(node: FlowNode, { boundariesOf }: Drawn): readonly Problem[] {
  const ways = [...boundariesOf(node).filter(isCompensationEvent), ...(node.nodes ?? []).filter(compensationStartOf)];
  if (ways.length < 2) return [];
  const found = ways.map(({ id }) => id).join(', ');
  return [
    problem(node, 'compensation-twice', {
      message: `${called(node)} says more than once how it is compensated: ${found}.`,
      hint: 'Leave one compensation event at its border, or one event sub-process in it.',
      params: { found },
    }),
  ];
}

function ofCompensation(place: PlacedNode, drawn: Drawn): readonly Problem[] {
  switch (place.node.kind) {
    case 'boundaryEvent':
      return ofBoundary(place, drawn);
    case 'intermediateThrowEvent':
    case 'endEvent':
      return ofThrow(place, drawn);
    default:
      return [];
  }
}

/** A compensation event at a border leads to one activity beside its own, by an association. */
function ofBoundary({ node, ancestors }: PlacedNode, { places }: Drawn): readonly Problem[] {
  const handlers = (node.associatedWith ?? []).flatMap((id) => places.get(id) ?? []);
  const found = handlers.map((handler) => called(handler.node)).join(', ');
  const flow = problem(node, 'compensation-boundary-flow', {
    message: `The compensation event ${called(node)} has a sequence flow; what compensates is led to by an association.`,
    hint: 'Take the flow away, and draw an association to an activity that compensates.',
  });
  const flows = node.outgoing.length > 0 ? [flow] : [];
  const hint = 'Draw an association from it to one activity that is marked for compensation.';
  const [handler] = handlers;
  if (!handler)
    return [
      ...flows,
      problem(node, 'compensation-handler-missing', {
        message: `The compensation event ${called(node)} leads to no activity that compensates.`,
        hint,
      }),
    ];
  if (handlers.length > 1)
    return [
      ...flows,
      problem(node, 'compensation-handlers-several', {
        message: `The compensation event ${called(node)} leads to ${found}; expected one activity.`,
        hint: 'Leave one, such as a sub-process that does it all.',
        params: { found },
      }),
    ];
  if (!handler.node.isForCompensation || handler.node.triggeredByEvent)
    return [
      ...flows,
      problem(node, 'compensation-handler-unmarked', {
        message: `The compensation event ${called(node)} leads to ${found}, which is not marked for compensation.`,
        hint: 'Mark the activity for compensation.',
        params: { found },
      }),
    ];
  if (handler.ancestors.at(-1) === ancestors.at(-1)) return flows;
  return [
    ...flows,
    problem(node, 'compensation-handler-elsewhere', {
      message: `The compensation event ${called(node)} leads to ${found}, which stands in another sub-process.`,
      hint: 'Move it beside the activity that it compensates.',
      params: { found },
    }),
  ];
}

/** A throw event sees the activities beside it and, in an event sub-process, those beside that. */
function ofThrow({ node, ancestors }: PlacedNode, { places }: Drawn): readonly Problem[] {
  return node.eventDefinitions.flatMap(({ kind, activityRef }) => {
    if (kind !== 'compensateEventDefinition' || activityRef === undefined) return [];
    const about = { field: 'activityRef', params: { found: activityRef } };
    const activity = places.get(activityRef);
    if (!activity)
      return [
        problem(node, 'compensation-activity-unknown', {
          ...about,
          message: `${called(node)} compensates "${activityRef}", which does not exist.`,
          hint: 'Choose an activity, or none to compensate all that was completed.',
        }),
      ];
    const around = ancestors.at(-1);
    const seen = [around, ...(around?.triggeredByEvent ? [ancestors.at(-2)] : [])];
    if (seen.includes(activity.ancestors.at(-1))) return [];
    return [
      problem(node, 'compensation-activity-elsewhere', {
        ...about,
        message: `${called(node)} compensates ${called(activity.node)}, which it can't see.`,
        hint: 'Choose an activity beside it, or beside the event sub-process that it stands in.',
        params: { found: activity.node.name ?? activity.node.id },
      }),
    ];
  });
}

/** What compensates runs when the transaction is over, so it can't cancel it. */
function ofCancel({ node, ancestors }: PlacedNode, { places }: Drawn): readonly Problem[] {
  const isCaught = node.kind === 'boundaryEvent';
  const around = ancestors.findLast((ancestor) => ancestor.kind === 'transaction' || isForCompensation(ancestor));
  const cancelled = isCaught ? places.get(node.attachedTo ?? '')?.node : around;
  if (cancelled?.kind === 'transaction') return [];
  return [
    problem(node, 'cancel-without-transaction', {
      message: `${called(node)} ${isCaught ? 'catches a cancel' : 'cancels'}; only a transaction can be cancelled.`,
      hint: isCaught ? 'Attach it to a transaction.' : 'Put it into a transaction.',
    }),
  ];
}
