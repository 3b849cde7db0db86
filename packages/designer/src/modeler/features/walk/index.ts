/** Keys for those who use no mouse: `]` and `[` walk along the flow, W wraps into a stage. */
import type { DiagramElement } from '../../diagram.ts';
import type { Canvas, ElementRegistry, Selection } from '../../services.ts';
import type { WrapIntoStage } from '../wrap-into-stage/index.ts';

interface Keyboard {
  addListener(priority: number, listener: (context: { readonly keyEvent: KeyboardEvent }) => boolean | undefined): void;
}

export class Walk {
  static $inject = ['keyboard', 'selection', 'canvas', 'elementRegistry', 'wrapIntoStage'];

  constructor(
    ...[keyboard, selection, canvas, elementRegistry, wrapIntoStage]: [
      Keyboard,
      Selection,
      Canvas,
      ElementRegistry,
      WrapIntoStage,
    ]
  ) {
    const go = (direction: 1 | -1) => {
      const nodes = inReadingOrder(elementRegistry);
      const [current] = selection.get();
      const next = (current && neighbour(current, direction)) ?? beside(nodes, current, direction);
      if (!next) return;
      selection.select(next);
      canvas.scrollToElement(next, 80);
    };
    keyboard.addListener(1100, ({ keyEvent }) => {
      if (keyEvent.ctrlKey || keyEvent.metaKey || keyEvent.altKey) return undefined;
      if (keyEvent.key === ']') go(1);
      else if (keyEvent.key === '[') go(-1);
      else if (keyEvent.key === 'w') wrapIntoStage.wrap(selection.get());
      else return undefined;
      return true;
    });
  }
}

/** The next node on the flow; into a stage by its start, out of it by its end. */
function neighbour(current: DiagramElement, direction: 1 | -1): DiagramElement | undefined {
  if (current.waypoints) return direction === 1 ? current.target : current.source;
  const edge = direction === 1 ? 'bpmn:StartEvent' : 'bpmn:EndEvent';
  const inner = current.children?.find(({ type }) => type === edge);
  if (inner) return inner;
  const flow = direction === 1 ? current.outgoing[0] : current.incoming[0];
  const next = direction === 1 ? flow?.target : flow?.source;
  if (next) return next;
  const outer = current.parent?.waypoints || !current.parent?.type.endsWith('SubProcess') ? undefined : current.parent;
  const leaving = direction === 1 ? outer?.outgoing[0]?.target : outer?.incoming[0]?.source;
  return leaving ?? undefined;
}

const inReadingOrder = (elementRegistry: ElementRegistry) =>
  [...elementRegistry.filter((element) => !element.labelTarget && element.businessObject.$instanceOf('bpmn:FlowNode'))].sort(
    (a, b) => a.x - b.x || a.y - b.y,
  );

function beside(nodes: readonly DiagramElement[], current: DiagramElement | undefined, direction: 1 | -1) {
  const index = current ? nodes.indexOf(current) : -1;
  return direction === 1 ? (nodes[index + 1] ?? nodes[0]) : nodes[index > 0 ? index - 1 : nodes.length - 1];
}

export const walkModule = { __init__: ['walk'], walk: ['type', Walk] };
