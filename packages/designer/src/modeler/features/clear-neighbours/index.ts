/** A frame that grows, such as a stage with one more step, pushes on what stands beside or under it instead of covering it. */
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';
import type { Bounds, DiagramElement, Point } from '../../diagram.ts';
import type { Modeling } from '../../services.ts';
import { isNode } from '../make-room/index.ts';
import { isBeside, straighten } from '../straight-flows/index.ts';

type Bus = ConstructorParameters<typeof CommandInterceptor>[0];
interface Resized {
  readonly shape: DiagramElement;
  readonly oldBounds: Bounds;
}

const leastGap = 30;
const gap = 50;

export class ClearNeighbours extends CommandInterceptor {
  static override $inject = ['eventBus', 'modeling'];
  private readonly modeling: Modeling;

  constructor(eventBus: Bus, modeling: Modeling) {
    super(eventBus);
    this.modeling = modeling;
    // Late, when the frames around it have grown with it.
    this.postExecuted('shape.resize', 300, ({ shape, oldBounds }: Resized) => this.onResized(shape, oldBounds), true);
  }

  private onResized(frame: DiagramElement, before: Bounds): void {
    const { parent } = frame;
    if (!parent || frame.type !== 'bpmn:SubProcess') return;
    const others = parent.children.filter((node) => isNode(node) && node !== frame);
    const right = before.x + before.width;
    const bottom = before.y + before.height;
    this.push(
      frame,
      others.filter((node) => node.x >= right && isBeside(node, frame)),
      (nodes) => ({ x: lack(right, frame.x + frame.width, Math.min(...nodes.map(({ x }) => x))), y: 0 }),
    );
    this.push(
      frame,
      others.filter((node) => node.y >= bottom && isUnder(node, frame)),
      (nodes) => ({ x: 0, y: lack(bottom, frame.y + frame.height, Math.min(...nodes.map(({ y }) => y))) }),
    );
  }

  private push(frame: DiagramElement, nodes: readonly DiagramElement[], by: (nodes: readonly DiagramElement[]) => Point): void {
    if (nodes.length === 0 || !frame.parent) return;
    const delta = by(nodes);
    if (delta.x === 0 && delta.y === 0) return;
    this.modeling.moveElements(nodes, delta, frame.parent);
    straighten(this.modeling, [frame, ...nodes]);
  }
}

/** How far the nearest has to go on, so that it stands as far from the frame as before, or far enough. */
function lack(before: number, now: number, nearest: number): number {
  if (nearest - now >= leastGap) return 0;
  return Math.max(0, now + Math.max(leastGap, Math.min(nearest - before, gap)) - nearest);
}

const isUnder = (a: Bounds, b: Bounds) => a.x < b.x + b.width && b.x < a.x + a.width;

export const clearNeighboursModule = { __init__: ['clearNeighbours'], clearNeighbours: ['type', ClearNeighbours] };
