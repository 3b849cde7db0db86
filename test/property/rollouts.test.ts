/** Laws of several versions at once: whose case is whose, whatever becomes of the others. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawVersion } from '../../packages/runtime/src/engine/live-versions.ts';
import { freeBeside, hasRoom, type Part, widthOf, withShare } from '../../packages/runtime/src/releases/rollouts/line.ts';

const names = ['a', 'b', 'c', 'd'] as const;
const keys = Array.from({ length: 80 }, (_, index) => `SO-${index}`);
const changes = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    share: fc.oneof(fc.nat(60), fc.double({ min: 0, max: 60, noNaN: true }), fc.constant(null)),
  }),
  {
    minLength: 2,
    maxLength: 14,
  },
);

type Line = ReadonlyMap<string, readonly Part[]>;
const besides = (line: Line, name: string) => [...line].filter(([other]) => other !== name).map(([, parts]) => parts);

function draw(line: Line): ReadonlyMap<string, string> {
  const candidates = [...line].map(([versionId, parts]) => ({
    versionId,
    rolloutId: versionId,
    parts: parts.map(([from, to]): Part => [from / 100, to / 100]),
  }));
  const live = { lineId: 'line', versions: [...candidates, { versionId: 'control', parts: [] }] };
  return new Map(
    keys.map((businessKey) => [
      businessKey,
      drawVersion(live, { businessKey, variables: {}, groups: [], at: 0 })?.versionId ?? '',
    ]),
  );
}

it('a version that begins, grows, shrinks or ends takes from the control and gives back to it, and moves nobody else', () => {
  fc.assert(
    fc.property(changes, (picked) => {
      let line: Line = new Map();
      let before = draw(line);
      for (const { name, share } of picked) {
        const others = besides(line, name);
        if (share !== null && !hasRoom(others, share)) continue;
        const had = widthOf(line.get(name) ?? []);
        const next = new Map(line);
        if (share === null) next.delete(name);
        else next.set(name, withShare(line.get(name) ?? [], others, share));
        line = next;
        const now = draw(line);
        for (const [key, was] of before) {
          const is = now.get(key);
          if (was === is) continue;
          expect([was, is]).toContain('control');
          expect([was, is]).toContain(name);
          // One that grows keeps what it had, one that shrinks takes nothing.
          expect(is).toBe((share ?? 0) > had ? name : 'control');
        }
        before = now;
      }
    }),
  );
});

it('each has exactly its share of the line, nothing lies in two, and the control has the rest', () => {
  fc.assert(
    fc.property(changes, (picked) => {
      const line = new Map<string, readonly Part[]>();
      for (const { name, share } of picked) {
        const others = besides(line, name);
        if (share === null) line.delete(name);
        else if (hasRoom(others, share)) {
          line.set(name, withShare(line.get(name) ?? [], others, share));
          expect(widthOf(line.get(name) ?? [])).toBeCloseTo(share, 6);
        }
        const parts = [...line.values()].flat().toSorted(([one], [other]) => one - other);
        parts.forEach(([from, to], index) => {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThanOrEqual((parts[index - 1]?.[1] ?? 0) - 1e-9);
        });
        expect(freeBeside([...line.values()]) + widthOf(parts)).toBeCloseTo(100, 6);
      }
    }),
  );
});
