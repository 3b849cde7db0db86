/** A stage does not stand inside another one: it cannot be dropped, moved or pasted there, and the canvas says why. */
import RuleProvider from 'diagram-js/lib/features/rules/RuleProvider';
import type { DiagramElement } from '../../diagram.ts';
import { wouldNest } from './stands-in-stage.ts';

export { holdsStage, stageAround } from './stands-in-stage.ts';

type Bus = ConstructorParameters<typeof RuleProvider>[0];
interface Tooltips {
  add(tooltip: { position: { x: number; y: number }; type: string; timeout: number; html: HTMLElement }): string;
}
type Translate = (text: string) => string;
interface Placing {
  readonly target?: DiagramElement | null;
  readonly shape?: DiagramElement;
  readonly shapes?: readonly DiagramElement[];
  readonly elements?: readonly DiagramElement[];
}
interface Rejected {
  readonly x: number;
  readonly y: number;
  readonly context: Placing;
}

const reason = 'A stage stands beside other stages, not inside one: a case would be in two stages at once.';
const shownMs = 8000;
/** Before the rules of BPMN, which allow a sub-process in a sub-process. */
const priority = 1500;

const isNested = ({ target, shape, shapes, elements }: Placing) =>
  wouldNest(elements ?? shapes ?? (shape ? [shape] : []), target);

export class StagesApart extends RuleProvider {
  static override $inject = ['eventBus', 'tooltips', 'translate'];

  constructor(eventBus: Bus, tooltips: Tooltips, translate: Translate) {
    super(eventBus);
    for (const action of ['shape.create', 'elements.create', 'elements.move'])
      this.addRule(action, priority, (placing: Placing) => (isNested(placing) ? false : undefined));
    eventBus.on(['create.rejected', 'shape.move.rejected'], ({ x, y, context }: Rejected) => {
      if (!isNested(context)) return;
      const html = document.createElement('div');
      html.setAttribute('role', 'alert');
      html.textContent = translate(reason);
      tooltips.add({ position: { x: x + 8, y: y + 8 }, type: 'error', timeout: shownMs, html });
    });
  }

  /** The rules are added by the constructor, when the words are there. */
  override init(): void {}
}

export const stagesApartModule = { __init__: ['stagesApart'], stagesApart: ['type', StagesApart] };
