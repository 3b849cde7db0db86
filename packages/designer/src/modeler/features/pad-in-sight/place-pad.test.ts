import { describe, expect, it } from 'vitest';
import { placePad } from './place-pad.ts';

const sight = { x: 0, y: 0, width: 800, height: 600 };
const pad = { width: 90, height: 100 };
const target = { x: 300, y: 200, width: 100, height: 80 };
const place = ({ target: own = target, others = [] }: Partial<Parameters<typeof placePad>[0]> = {}) =>
  placePad({ target: own, pad, sight, others: [own, ...others], gap: 10 });

describe('the pad of an element', () => {
  it('stands beside it where there is room', () => {
    expect(place()).toEqual({ x: 410, y: 200 });
  });

  it('goes below where a neighbour stands beside it, left where something stands below too', () => {
    const neighbour = { x: 450, y: 200, width: 100, height: 80 };
    const below = { x: 300, y: 320, width: 100, height: 80 };
    expect(place({ others: [neighbour] })).toEqual({ x: 305, y: 290 });
    expect(place({ others: [neighbour, below] })).toEqual({ x: 200, y: 200 });
  });

  it('goes above as the last of its sides', () => {
    const around = [
      { x: 450, y: 200, width: 100, height: 80 },
      { x: 300, y: 320, width: 100, height: 80 },
      { x: 150, y: 200, width: 100, height: 80 },
    ];
    expect(place({ others: around })).toEqual({ x: 305, y: 90 });
  });

  it('turns away from the edge that would cut it off', () => {
    expect(place({ target: { ...target, x: 690 } })).toEqual({ x: 695, y: 290 });
    expect(place({ target: { ...target, x: 690, y: 515 } })).toEqual({ x: 590, y: 500 });
  });

  it('is whole even where its element fills the canvas', () => {
    const { x, y } = place({ target: { x: -50, y: -50, width: 1000, height: 800 } });
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + pad.width).toBeLessThanOrEqual(sight.width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + pad.height).toBeLessThanOrEqual(sight.height);
  });
});
