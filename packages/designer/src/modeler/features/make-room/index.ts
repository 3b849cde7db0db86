/** Room for what is put between others: everything to the right of a line moves on. */
import type { DiagramElement } from '../../diagram.ts';
import type { Modeling } from '../../services.ts';

export class MakeRoom {
  static $inject = ['modeling'];
  private readonly modeling: Modeling;

  constructor(modeling: Modeling) {
    this.modeling = modeling;
  }

  /** Moves the nodes of a container that begin at `x` or behind it by `by`; its frame grows, and makes room outside. */
  rightOf(container: DiagramElement, x: number, by: number, except: ReadonlySet<DiagramElement> = new Set()): void {
    const nodes = container.children.filter((node) => isNode(node) && node.x >= x && !except.has(node));
    if (nodes.length === 0 || by <= 0) return;
    const rightBefore = container.x + container.width;
    this.modeling.moveElements(nodes, { x: by, y: 0 }, container);
    const grown = container.x + container.width - rightBefore;
    if (grown > 0 && container.parent) this.pushNeighbours(container, container.parent, rightBefore, grown);
  }

  /** Only what stands beside the frame is in its way. */
  private pushNeighbours(frame: DiagramElement, parent: DiagramElement, x: number, by: number): void {
    const others = parent.children.filter((node) => isNode(node) && (node === frame || !isBeside(node, frame)));
    this.rightOf(parent, x, by, new Set(others));
  }
}

const isNode = (element: DiagramElement) => !element.waypoints && !element.labelTarget;

const isBeside = (a: DiagramElement, b: DiagramElement) => a.y < b.y + b.height && b.y < a.y + a.height;

export const makeRoomModule = { makeRoom: ['type', MakeRoom] };
