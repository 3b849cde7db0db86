import { type DiagramElement, extensionOf, type ModdleElement, type SalesKind, textOf } from '../../diagram.ts';
import type { BpmnFactory, ElementFactory, ElementRegistry } from '../../services.ts';
import type { Step } from './step.ts';

const salesShapes: Readonly<Record<SalesKind, { type: string; tag: string; width: number; height: number; result?: string }>> = {
  stage: { type: 'bpmn:SubProcess', tag: 'fortnight:Stage', width: 360, height: 220 },
  approval: { type: 'bpmn:UserTask', tag: 'fortnight:Approval', width: 130, height: 80, result: 'approval' },
  checkpoint: { type: 'bpmn:BusinessRuleTask', tag: 'fortnight:Checkpoint', width: 130, height: 80, result: 'checkpoint' },
};

/** A stage that was just made and is still to be given its inside. */
export interface FreshStage extends DiagramElement {
  isFresh?: boolean;
}

/** Makes shapes that are not yet on the canvas. */
export class Steps {
  static $inject = ['elementFactory', 'bpmnFactory', 'elementRegistry'];
  private readonly elementFactory: ElementFactory;
  private readonly bpmnFactory: BpmnFactory;
  private readonly elementRegistry: ElementRegistry;

  constructor(elementFactory: ElementFactory, bpmnFactory: BpmnFactory, elementRegistry: ElementRegistry) {
    this.elementFactory = elementFactory;
    this.bpmnFactory = bpmnFactory;
    this.elementRegistry = elementRegistry;
  }

  make(step: Step): DiagramElement {
    return typeof step === 'string' ? this.makeSales(step, true) : this.elementFactory.createShape({ ...step });
  }

  /** A stage without its inner start and end. */
  makeEmptyStage(): DiagramElement {
    return this.makeSales('stage', false);
  }

  private makeSales(kind: SalesKind, isFresh: boolean): DiagramElement {
    const { type, tag, width, height, result } = salesShapes[kind];
    const businessObject = this.bpmnFactory.create(type);
    const extensionElements = this.bpmnFactory.create('bpmn:ExtensionElements');
    const extension = this.bpmnFactory.create(tag, result ? { result: this.freeName(result, tag) } : {});
    extensionElements.set('values', [extension]);
    extension.$parent = extensionElements;
    extensionElements.$parent = businessObject;
    businessObject.set('extensionElements', extensionElements);
    return this.elementFactory.createShape({
      type,
      businessObject,
      width,
      height,
      ...(kind === 'stage' ? { isExpanded: true, isFresh } : {}),
    });
  }

  /** `approval`, `approval2` …: the result of each stands in a variable of its own. */
  private freeName(base: string, tag: string): string {
    const taken = new Set(this.elementRegistry.getAll().map((element) => resultOf(element.businessObject, tag)));
    const names = [base, ...Array.from({ length: taken.size + 1 }, (_, index) => `${base}${index + 2}`)];
    return names.find((name) => !taken.has(name)) ?? base;
  }
}

const resultOf = (element: ModdleElement | undefined, tag: string) => textOf(extensionOf(element, tag), 'result');
