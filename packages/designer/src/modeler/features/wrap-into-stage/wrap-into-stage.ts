import type { Bounds, DiagramElement, Point } from '../../diagram.ts';
import type { ElementFactory, Modeling, Selection } from '../../services.ts';
import type { MakeRoom } from '../make-room/index.ts';
import type { OneStep } from '../one-step/index.ts';
import { holdsStage, stageAround } from '../stages-apart/index.ts';
import type { Steps } from '../steps/index.ts';

const padding = { left: 90, right: 90, top: 74, bottom: 40 };

/** Makes a stage around what is selected: the ways in and out lead to the stage, and inside from its start and to its end. */
export class WrapIntoStage {
  static $inject = ['modeling', 'elementFactory', 'steps', 'oneStep', 'selection', 'makeRoom'];
  private readonly modeling: Modeling;
  private readonly elementFactory: ElementFactory;
  private readonly steps: Steps;
  private readonly oneStep: OneStep;
  private readonly selection: Selection;
  private readonly makeRoom: MakeRoom;

  constructor(
    ...[modeling, elementFactory, steps, oneStep, selection, makeRoom]: [
      Modeling,
      ElementFactory,
      Steps,
      OneStep,
      Selection,
      MakeRoom,
    ]
  ) {
    this.modeling = modeling;
    this.elementFactory = elementFactory;
    this.steps = steps;
    this.oneStep = oneStep;
    this.selection = selection;
    this.makeRoom = makeRoom;
  }

  /** What of a selection would go into the stage: the process's own starts and ends stay where they are, and so do stages. */
  wrappable(selected: readonly DiagramElement[]): readonly DiagramElement[] {
    const chosen = new Set(selected);
    const nodes = selected.filter(
      ({ businessObject, labelTarget, host, waypoints, parent }) =>
        !(parent && chosen.has(parent)) &&
        !labelTarget &&
        !host &&
        !waypoints &&
        businessObject.$instanceOf('bpmn:FlowNode') &&
        !businessObject.$instanceOf('bpmn:StartEvent') &&
        !businessObject.$instanceOf('bpmn:EndEvent'),
    );
    const [first] = nodes;
    const isOneStage = !stageAround(first?.parent) && !nodes.some(holdsStage);
    return first && isOneStage && nodes.every((node) => node.parent === first.parent) ? nodes : [];
  }

  wrap(selected: readonly DiagramElement[]): void {
    const nodes = this.wrappable(selected);
    const parent = nodes[0]?.parent;
    if (!parent) return;
    const stage = this.oneStep.run(() => this.wrapNodes(nodes, parent));
    this.selection.select(stage);
  }

  private wrapNodes(nodes: readonly DiagramElement[], parent: DiagramElement): DiagramElement {
    const inside = new Set(nodes);
    const flows = [...new Set(nodes.flatMap(flowsOf))];
    const entering = flows.filter(({ source, target }) => isAmong(inside, target) && !isAmong(inside, source));
    const leaving = flows.filter(({ source, target }) => isAmong(inside, source) && !isAmong(inside, target));
    const entries = nodes.filter(
      (node) => !node.incoming.some(({ source }) => isAmong(inside, source)) || entering.some(({ target }) => target === node),
    );
    const exits = nodes.filter((node) => node.outgoing.length === 0 || leaving.some(({ source }) => source === node));

    const before = around(nodes);
    this.makeRoom.rightOf(parent, before.x + before.width, padding.right, inside);
    if (entering.length > 0) this.makeRoom.rightOf(parent, before.x, padding.left);
    const box = around(nodes);
    const stage = this.modeling.createShape(
      this.steps.makeEmptyStage(),
      {
        ...box,
        x: box.x - padding.left,
        y: box.y - padding.top,
        width: box.width + padding.left + padding.right,
        height: box.height + padding.top + padding.bottom,
      },
      parent,
    );
    for (const flow of entering) this.modeling.reconnectEnd(flow, stage, { x: stage.x, y: middle(stage).y });
    for (const flow of leaving) this.modeling.reconnectStart(flow, stage, { x: stage.x + stage.width, y: middle(stage).y });
    this.modeling.moveElements(nodes, { x: 0, y: 0 }, stage, { autoResize: false });
    this.addBorders(stage, entries, exits);
    for (const flow of [...entering, ...leaving]) this.modeling.layoutConnection(flow);
    return stage;
  }

  private addBorders(stage: DiagramElement, entries: readonly DiagramElement[], exits: readonly DiagramElement[]): void {
    const startY = middle(entries[0] ?? stage).y;
    const endY = middle(exits.at(-1) ?? stage).y;
    const start = this.modeling.createShape(
      this.elementFactory.createShape({ type: 'bpmn:StartEvent' }),
      { x: stage.x + 36, y: startY },
      stage,
    );
    for (const entry of entries) this.modeling.connect(start, entry);
    const end = this.modeling.createShape(
      this.elementFactory.createShape({ type: 'bpmn:EndEvent' }),
      { x: stage.x + stage.width - 36, y: endY },
      stage,
    );
    for (const exit of exits) this.modeling.connect(exit, end);
  }
}

const flowsOf = (node: DiagramElement) =>
  [...node.incoming, ...node.outgoing, ...(node.attachers ?? []).flatMap(({ outgoing }) => outgoing)].filter(
    ({ type }) => type === 'bpmn:SequenceFlow',
  );

const isAmong = (nodes: ReadonlySet<DiagramElement>, node: DiagramElement | undefined) =>
  node !== undefined && (nodes.has(node) || (node.host !== undefined && node.host !== null && nodes.has(node.host)));

const middle = ({ x, y, width, height }: Bounds): Point => ({ x: x + width / 2, y: y + height / 2 });

function around(nodes: readonly Bounds[]): Bounds {
  const x = Math.min(...nodes.map((node) => node.x));
  const y = Math.min(...nodes.map((node) => node.y));
  return {
    x,
    y,
    width: Math.max(...nodes.map((node) => node.x + node.width)) - x,
    height: Math.max(...nodes.map((node) => node.y + node.height)) - y,
  };
}
