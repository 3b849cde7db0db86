/** The context pad's entries for sales: append an approval or a checkpoint, wrap into a stage. */
import type { DiagramElement } from '../../diagram.ts';
import type { PlaceStep } from '../steps/index.ts';
import type { WrapIntoStage } from '../wrap-into-stage/index.ts';

interface ContextPad {
  registerProvider(priority: number, provider: object): void;
}
type Translate = (text: string) => string;
interface Entry {
  readonly group: string;
  readonly className: string;
  readonly title: string;
  readonly action: { readonly click: (event: Event, target: unknown) => void };
}
type Entries = Readonly<Record<string, Entry>>;

/** Entries of BPMN's own pad that the menu of everything has, too. */
const seldom: ReadonlySet<string> = new Set(['append.intermediate-event', 'append.text-annotation']);

export class SalesContextPad {
  static $inject = ['contextPad', 'placeStep', 'wrapIntoStage', 'translate'];
  private readonly placeStep: PlaceStep;
  private readonly wrapIntoStage: WrapIntoStage;
  private readonly translate: Translate;

  constructor(contextPad: ContextPad, placeStep: PlaceStep, wrapIntoStage: WrapIntoStage, translate: Translate) {
    this.placeStep = placeStep;
    this.wrapIntoStage = wrapIntoStage;
    this.translate = translate;
    // Behind BPMN's own entries, which are registered at 1000.
    contextPad.registerProvider(900, this);
  }

  /** Adds ours, and leaves what is seldom appended to the menu of everything, which stands beside them. */
  getContextPadEntries(element: DiagramElement): (entries: Entries) => Entries {
    const own = this.ownEntries(element);
    return (entries) => {
      const kept = Object.entries(entries).filter(([id]) => !('append' in entries && seldom.has(id)));
      return { ...Object.fromEntries(kept), ...own };
    };
  }

  private ownEntries(element: DiagramElement): Entries {
    const node = element.businessObject;
    const goesOn = node.$instanceOf('bpmn:FlowNode') && !node.$instanceOf('bpmn:EndEvent') && !element.labelTarget;
    return {
      ...(goesOn
        ? {
            'append.approval': this.entry('model', 'fortnight-sign-approval', 'Append approval', () =>
              this.placeStep.add('approval'),
            ),
            'append.checkpoint': this.entry('model', 'fortnight-sign-checkpoint', 'Append compliance checkpoint', () =>
              this.placeStep.add('checkpoint'),
            ),
          }
        : {}),
      ...this.wrapEntry([element]),
    };
  }

  getMultiElementContextPadEntries(elements: readonly DiagramElement[]): Entries {
    return this.wrapEntry(elements);
  }

  private wrapEntry(elements: readonly DiagramElement[]): Entries {
    if (this.wrapIntoStage.wrappable(elements).length === 0) return {};
    return {
      'wrap-into-stage': this.entry('edit', 'fortnight-sign-stage', 'Wrap into a stage', () => this.wrapIntoStage.wrap(elements)),
    };
  }

  private entry(group: string, className: string, title: string, click: () => void): Entry {
    return { group, className, title: this.translate(title), action: { click } };
  }
}

export const salesContextPadModule = { __init__: ['salesContextPad'], salesContextPad: ['type', SalesContextPad] };
