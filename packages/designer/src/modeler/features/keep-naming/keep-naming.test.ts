import { describe, expect, it } from 'vitest';
import type { Canvas, CanvasEvent, DirectEditing, EventBus } from '../../services.ts';
import { KeepNaming } from './index.ts';

/** A canvas whose naming ends when it looks elsewhere, as bpmn-js has it. */
function canvasWithName() {
  const listeners: ((event: CanvasEvent) => unknown)[] = [];
  const field = { style: { left: '40px', top: '300px' } };
  const state = { isNaming: true, y: 100 };
  const bus = { on: (_: string, __: number, listener: (event: CanvasEvent) => unknown) => listeners.push(listener) };
  const canvas = {
    viewbox: () => ({ x: 0, y: state.y, scale: 0.5 }),
    getContainer: () => ({ querySelector: () => (state.isNaming ? field : null) }),
  };
  const naming = new KeepNaming(
    bus as unknown as EventBus,
    canvas as unknown as Canvas,
    { isActive: () => state.isNaming } as DirectEditing,
  );
  const lookAt = (y: number) => {
    let isStopped = false;
    for (const listener of listeners) listener({ stopPropagation: () => (isStopped = true) } as CanvasEvent);
    if (!isStopped) state.isNaming = false;
    state.y = y;
  };
  return { naming, state, field, lookAt };
}

describe('keep naming', () => {
  it('goes on with the name, its field beside what it names, while the canvas looks elsewhere', () => {
    const { naming, state, field, lookAt } = canvasWithName();
    naming.during(() => lookAt(220));
    expect(state.isNaming).toBe(true);
    expect(field.style).toEqual({ left: '40px', top: '240px' });
  });

  it('ends with a look that somebody takes by hand', () => {
    const { naming, state, lookAt } = canvasWithName();
    naming.during(() => lookAt(220));
    lookAt(0);
    expect(state.isNaming).toBe(false);
  });
});
