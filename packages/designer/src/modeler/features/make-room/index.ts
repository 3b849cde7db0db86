/** Room for what is put between others: everything to the right of a line moves on. */
import type { DiagramElement } from '../../diagram.ts';
import type { Modeling } from '../../services.ts';

export class MakeRoom {
  static $inject = ['modeling'];
  private readonly modeling: Modeling;

  constructor(modeling: Modeling) {
    this.modeling = modeling;
  }

  /** Moves the nodes of a container that begin at `x` or behind it by `by`. */
  rightOf(container: DiagramElement, x: number, by: number, except: ReadonlySet<DiagramElement> = new Set()): void {
    const nodes = container.children.filter((node) => isNode(node) && node.x >= x && !except.has(node));
    if (nodes.length > 0 && by > 0) this.modeling.moveElements(nodes, { x: by, y: 0 }, container);
  }
}

/** What stands in a container by itself: no flow, no label, nothing that is fixed to another. */
export const isNode = (element: DiagramElement) =>
  !element.waypoints && !element.labelTarget && !element.host && element.type !== 'bpmn:Lane';

export const makeRoomModule = { makeRoom: ['type', MakeRoom] };
