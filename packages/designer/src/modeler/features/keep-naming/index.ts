/** A name that is being typed goes on being typed while the canvas looks elsewhere: its field moves with what it names. */
import type { Canvas, DirectEditing, EventBus } from '../../services.ts';

export class KeepNaming {
  static $inject = ['eventBus', 'canvas', 'directEditing'];
  private readonly canvas: Canvas;
  private readonly directEditing: DirectEditing;
  private isKept = false;

  constructor(eventBus: EventBus, canvas: Canvas, directEditing: DirectEditing) {
    this.canvas = canvas;
    this.directEditing = directEditing;
    // Before naming is ended by it, which would make shortcuts of the letters that follow.
    eventBus.on('canvas.viewbox.changing', 5000, (event) => {
      if (this.isKept) event.stopPropagation?.();
    });
  }

  isNaming(): boolean {
    return this.directEditing.isActive();
  }

  /** Lets the canvas look elsewhere, at the same scale. */
  during(look: () => void): void {
    if (!this.isNaming()) {
      look();
      return;
    }
    const before = this.canvas.viewbox();
    this.isKept = true;
    try {
      look();
    } finally {
      this.isKept = false;
    }
    const after = this.canvas.viewbox();
    const field = this.canvas.getContainer().querySelector<HTMLElement>('.djs-direct-editing-parent');
    if (!field) return;
    field.style.left = `${Number.parseFloat(field.style.left) + (before.x - after.x) * after.scale}px`;
    field.style.top = `${Number.parseFloat(field.style.top) + (before.y - after.y) * after.scale}px`;
  }
}

export const keepNamingModule = { __init__: ['keepNaming'], keepNaming: ['type', KeepNaming] };
