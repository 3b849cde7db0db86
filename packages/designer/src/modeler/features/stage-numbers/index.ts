/** Stages number themselves: a new one takes its place, a deleted one leaves no gap. What an author numbered otherwise stays. */
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';
import { type DiagramElement, extensionOf } from '../../diagram.ts';
import type { ElementRegistry, Modeling } from '../../services.ts';
import { isStage, orderOf, withNewStage } from './stage-order.ts';

export { isStage, orderOf } from './stage-order.ts';

type Bus = ConstructorParameters<typeof CommandInterceptor>[0];
interface Context {
  readonly shape: DiagramElement;
}

export class StageNumbers extends CommandInterceptor {
  static override $inject = ['eventBus', 'modeling', 'elementRegistry'];
  private readonly modeling: Modeling;
  private readonly elementRegistry: ElementRegistry;

  constructor(eventBus: Bus, modeling: Modeling, elementRegistry: ElementRegistry) {
    super(eventBus);
    this.modeling = modeling;
    this.elementRegistry = elementRegistry;
    // Late, so that a stage that was dropped on a flow is already connected.
    this.postExecuted('shape.create', 100, ({ shape }: Context) => this.onCreated(shape), true);
    this.postExecuted('shape.delete', 100, ({ shape }: Context) => this.onDeleted(shape), true);
  }

  private onCreated(stage: DiagramElement): void {
    if (!isStage(stage)) return;
    const others = this.elementRegistry.filter((element) => isStage(element) && element !== stage);
    if (areCounted(others)) this.number(withNewStage(others, stage));
    else if (orderOf(stage) === undefined) this.setOrder(stage, Math.max(0, ...others.map((other) => orderOf(other) ?? 0)) + 1);
  }

  private onDeleted(stage: DiagramElement): void {
    const order = isStage(stage) ? orderOf(stage) : undefined;
    if (order === undefined) return;
    const others = this.elementRegistry.filter((element) => isStage(element) && element !== stage);
    const counted = [...others.map(orderOf), order].sort((a, b) => (a ?? 0) - (b ?? 0));
    if (counted.every((value, index) => value === index + 1))
      this.number([...others].sort((a, b) => (orderOf(a) ?? 0) - (orderOf(b) ?? 0)));
  }

  private number(stages: readonly DiagramElement[]): void {
    stages.forEach((stage, index) => {
      if (orderOf(stage) !== index + 1) this.setOrder(stage, index + 1);
    });
  }

  private setOrder(stage: DiagramElement, order: number): void {
    const tag = extensionOf(stage.businessObject, 'fortnight:Stage');
    if (tag) this.modeling.updateModdleProperties(stage, tag, { order: String(order) });
  }
}

/** Whether the stages are numbered 1, 2, 3 …, as this behaviour numbers them. */
function areCounted(stages: readonly DiagramElement[]): boolean {
  const orders = stages.map(orderOf).sort((a, b) => (a ?? 0) - (b ?? 0));
  return orders.every((order, index) => order === index + 1);
}

export const stageNumbersModule = { __init__: ['stageNumbers'], stageNumbers: ['type', StageNumbers] };
