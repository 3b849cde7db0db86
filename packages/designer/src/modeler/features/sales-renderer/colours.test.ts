import { describe, expect, it } from 'vitest';
import type { DiagramElement } from '../../diagram.ts';
import { hasUnsafeColour, ownColour } from './colours.ts';

const drawn = (values: Readonly<Record<string, unknown>>) =>
  ({
    di: { $type: 'bpmndi:BPMNShape', get: (name: string) => values[name], set: () => {}, $instanceOf: () => true },
  }) as unknown as DiagramElement;

describe('the colours that a file brings', () => {
  it.each(['#0958d9', '#abc', 'rgb(1, 2, 3)', 'hsla(225, 10%, 15%, 0.5)', 'teal'])('takes %s', (colour) => {
    expect(ownColour(drawn({ 'bioc:fill': colour }), 'bioc:fill')).toBe(colour);
    expect(hasUnsafeColour(drawn({ 'bioc:fill': colour }))).toBe(false);
  });

  it.each(['url(http://evil.example/x)', 'red;background:url(//evil)', 'var(--x)', 'expression(alert(1))', ''])(
    'does not take %s, which could call out',
    (colour) => {
      expect(ownColour(drawn({ 'bioc:fill': colour }), 'bioc:fill')).toBeUndefined();
      expect(hasUnsafeColour(drawn({ 'bioc:fill': colour }))).toBe(true);
    },
  );

  it('looks at the colour of a label, too', () => {
    const label = { get: (name: string) => (name === 'color:color' ? 'url(http://evil.example)' : undefined) };
    expect(hasUnsafeColour(drawn({ label }))).toBe(true);
  });
});
