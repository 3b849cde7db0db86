/** A step that is dropped on a flow stands free between its two neighbours. */
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';
import type { DiagramElement } from '../../diagram.ts';
import type { Modeling } from '../../services.ts';
import { type MakeRoom, makeRoomModule } from '../make-room/index.ts';
import { isBeside, isLeftOf, straighten } from '../straight-flows/index.ts';

type Bus = ConstructorParameters<typeof CommandInterceptor>[0];

const leastGap = 30;
const gap = 50;

export class SpliceRoom extends CommandInterceptor {
  static override $inject = ['eventBus', 'modeling', 'makeRoom'];
  private readonly modeling: Modeling;
  private readonly makeRoom: MakeRoom;

  constructor(eventBus: Bus, modeling: Modeling, makeRoom: MakeRoom) {
    super(eventBus);
    this.modeling = modeling;
    this.makeRoom = makeRoom;
    // Late, when the flow already leads through the step.
    this.postExecuted(
      'shape.create',
      200,
      ({ shape, targetFlow }: { readonly shape: DiagramElement; readonly targetFlow?: DiagramElement }) => {
        if (targetFlow) this.makeWay(shape);
      },
      true,
    );
  }

  private makeWay(shape: DiagramElement): void {
    const source = shape.incoming[0]?.source;
    const target = shape.outgoing[0]?.target;
    if (!source || !target || !shape.parent || !isLeftOf(source, target)) return;
    const isTooNear = shape.x < source.x + source.width + leastGap;
    if (isTooNear && isBeside(shape, source))
      this.modeling.moveElements([shape], { x: source.x + source.width + gap - shape.x, y: 0 }, shape.parent);
    const room = target.x - (shape.x + shape.width);
    if (room < leastGap && isBeside(shape, target)) this.makeRoom.rightOf(shape.parent, target.x, gap - room, new Set([shape]));
    straighten(this.modeling, [shape]);
  }
}

export const spliceRoomModule = { __depends__: [makeRoomModule], __init__: ['spliceRoom'], spliceRoom: ['type', SpliceRoom] };
