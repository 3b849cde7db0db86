/** Room for what is put between others: everything to the right of a line moves on. */
import type { DiagramElement } from '../../diagram.ts';
import type { Modeling } from '../../services.ts';

export class MakeRoom {
  static $inject = ['modeling'];
  private readonly modeling: Modeling;

  constructor(modeling: Modeling) {
    this.modeling = modeling;
  }

  /** Moves the nodes of a container that begin at `x` or behind it by `by`; its frame grows with them. */
  rightOf(container: DiagramElement, x: number, by: number, except: ReadonlySet<DiagramElement> = new Set()): void {
    const nodes = container.children.filter((node) => !node.waypoints && !node.labelTarget && node.x >= x && !except.has(node));
    if (nodes.length > 0 && by > 0) this.modeling.moveElements(nodes, { x: by, y: 0 }, container);
  }
}

export const makeRoomModule = { makeRoom: ['type', MakeRoom] };
