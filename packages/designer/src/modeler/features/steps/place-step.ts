import { type DiagramElement, salesKindOf } from '../../diagram.ts';
import type { AutoPlace, Canvas, Create, DirectEditing, Modeling, Selection } from '../../services.ts';
import type { MakeRoom } from '../make-room/index.ts';
import type { OneStep } from '../one-step/index.ts';
import type { Step } from './step.ts';
import type { Steps } from './steps.ts';

/** What stands free on each side of a step that was put between two others. */
const gap = 50;

/** Puts steps on the canvas: under the pointer, or, for those who use no mouse, behind what is selected. */
export class PlaceStep {
  static $inject = ['steps', 'create', 'autoPlace', 'modeling', 'selection', 'canvas', 'directEditing', 'makeRoom', 'oneStep'];
  private readonly steps: Steps;
  private readonly create: Create;
  private readonly autoPlace: AutoPlace;
  private readonly modeling: Modeling;
  private readonly selection: Selection;
  private readonly canvas: Canvas;
  private readonly directEditing: DirectEditing;
  private readonly makeRoom: MakeRoom;
  private readonly oneStep: OneStep;

  constructor(
    ...[steps, create, autoPlace, modeling, selection, canvas, directEditing, makeRoom, oneStep]: [
      Steps,
      Create,
      AutoPlace,
      Modeling,
      Selection,
      Canvas,
      DirectEditing,
      MakeRoom,
      OneStep,
    ]
  ) {
    this.steps = steps;
    this.create = create;
    this.autoPlace = autoPlace;
    this.modeling = modeling;
    this.selection = selection;
    this.canvas = canvas;
    this.directEditing = directEditing;
    this.makeRoom = makeRoom;
    this.oneStep = oneStep;
  }

  /** The step follows the pointer until it is dropped. */
  drag(event: Event, step: Step): void {
    this.create.start(event, this.steps.make(step));
  }

  /** The step goes behind the selected element and is connected; without one, into the middle of what is seen. */
  add(step: Step): DiagramElement {
    return this.place(this.steps.make(step));
  }

  /** Places a shape that is not yet on the canvas, as `add` does. */
  place(shape: DiagramElement): DiagramElement {
    if (this.directEditing.isActive()) this.directEditing.complete();
    const source = this.sourceFor(shape);
    const placed = this.oneStep.run(() => (source ? this.follow(source, shape) : this.placeInMiddle(shape)));
    this.selection.select(placed);
    this.canvas.scrollToElement(placed, 80);
    // As after a drop: the next thing one does is to name it.
    if (placed.businessObject.$instanceOf('bpmn:Activity')) this.directEditing.activate(placed);
    else this.canvas.focus();
    return placed;
  }

  /** Into the one way that leads on, with room made for it; else as one more way. */
  private follow(source: DiagramElement, shape: DiagramElement): DiagramElement {
    const [flow, another] = source.outgoing.filter(({ type }) => type === 'bpmn:SequenceFlow');
    const isChoice = source.businessObject.$instanceOf('bpmn:Gateway');
    const container = source.parent;
    if (!flow?.target || another || isChoice || !container || !canGoOn(shape) || flow.target.x < source.x + source.width)
      return this.autoPlace.append(source, shape);
    const room = flow.target.x - (source.x + source.width);
    this.makeRoom.rightOf(container, flow.target.x, shape.width + 2 * gap - room);
    const middle = { x: (source.x + source.width + flow.target.x) / 2, y: source.y + source.height / 2 };
    return this.modeling.createShape(shape, middle, flow);
  }

  private sourceFor(shape: DiagramElement): DiagramElement | undefined {
    const [selected, another] = this.selection.get();
    if (!selected || another || selected.waypoints || selected === this.canvas.getRootElement()) return undefined;
    const source = isStage(shape) ? outermostStage(selected) : selected;
    return canGoOn(source) && canFollow(shape) ? source : undefined;
  }

  private placeInMiddle(shape: DiagramElement): DiagramElement {
    const { x, y, width, height } = this.canvas.viewbox();
    const root = this.canvas.getRootElement();
    const [chosen] = this.selection.get();
    const selected = chosen && isStage(shape) ? outermostStage(chosen) : chosen;
    if (selected?.parent && !selected.waypoints && selected !== root)
      return this.modeling.createShape(shape, below(selected, shape), selected.parent);
    return this.modeling.createShape(shape, { x: x + width / 2, y: y + height / 2 }, root);
  }
}

const below = (element: DiagramElement, shape: DiagramElement) => ({
  x: element.x + element.width / 2,
  y: element.y + element.height + 60 + shape.height / 2,
});

function outermostStage(element: DiagramElement): DiagramElement {
  const stages: DiagramElement[] = [];
  for (let current: DiagramElement | null | undefined = element; current; current = current.parent)
    if (isStage(current)) stages.push(current);
  return stages.at(-1) ?? element;
}

const isStage = ({ businessObject }: DiagramElement) => salesKindOf(businessObject) === 'stage';

const canFollow = ({ businessObject }: DiagramElement) =>
  businessObject.$instanceOf('bpmn:FlowNode') &&
  !businessObject.$instanceOf('bpmn:StartEvent') &&
  !businessObject.$instanceOf('bpmn:BoundaryEvent');

function canGoOn({ businessObject }: DiagramElement): boolean {
  return businessObject.$instanceOf('bpmn:FlowNode') && !businessObject.$instanceOf('bpmn:EndEvent');
}
