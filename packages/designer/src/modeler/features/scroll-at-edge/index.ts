/** What is dragged in from the palette passes the canvas's edge: the canvas scrolls only when the pointer comes back to it. */
import type { Canvas, EventBus } from '../../services.ts';

interface AutoScroll {
  setOptions(options: { readonly scrollStep: number }): void;
}
interface Dragged {
  readonly originalEvent?: Event;
}

const scrollStep = 10;
/** How far inside the pointer has to have been, in px: more than where scrolling begins. */
const inside = 40;

export class ScrollAtEdge {
  static $inject = ['eventBus', 'canvas', 'autoScroll'];
  private readonly canvas: Canvas;

  constructor(eventBus: EventBus, canvas: Canvas, autoScroll: AutoScroll) {
    this.canvas = canvas;
    eventBus.on('drag.start', (event) => autoScroll.setOptions({ scrollStep: this.isWithin(event, 0) ? scrollStep : 0 }));
    // Before the canvas itself looks where the pointer is.
    eventBus.on('drag.move', 2000, (event) => {
      if (this.isWithin(event, inside)) autoScroll.setOptions({ scrollStep });
    });
  }

  private isWithin({ originalEvent }: Dragged, margin: number): boolean {
    if (!(originalEvent instanceof MouseEvent)) return true;
    const { left, right, top, bottom } = this.canvas.getContainer().getBoundingClientRect();
    const { clientX: x, clientY: y } = originalEvent;
    return x > left + margin && x < right - margin && y > top + margin && y < bottom - margin;
  }
}

export const scrollAtEdgeModule = { __init__: ['scrollAtEdge'], scrollAtEdge: ['type', ScrollAtEdge] };
