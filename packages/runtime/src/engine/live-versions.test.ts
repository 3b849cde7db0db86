import { expect, it } from 'vitest';
import { drawVersion, type LiveVersions } from './live-versions.ts';

const beginning = { variables: {}, groups: [], at: 0 };
const rolledOut = (share: number): LiveVersions => ({
  rolloutId: 'r',
  versions: [
    { versionId: 'new', share },
    { versionId: 'old', share: 1 - share },
  ],
});
const keys = Array.from({ length: 2000 }, (_, index) => `SO-${index}`);
const takenAt = (share: number) =>
  new Set(keys.filter((businessKey) => drawVersion(rolledOut(share), { ...beginning, businessKey })?.versionId === 'new'));

it('cases are drawn by share, and a key draws the same version each time', () => {
  const quarter = takenAt(0.25);
  expect(quarter.size / keys.length).toBeGreaterThan(0.2);
  expect(quarter.size / keys.length).toBeLessThan(0.3);
  expect(takenAt(0.25)).toEqual(quarter);
});

it('a share that grows keeps the cases that it had', () => {
  const [five, quarter, all] = [takenAt(0.05), takenAt(0.25), takenAt(1)];
  expect([...five].filter((key) => !quarter.has(key))).toEqual([]);
  expect(all.size).toBe(keys.length);
});

it('without a key the draw is random', () => {
  const drawn = keys.map(() => drawVersion(rolledOut(0.5), beginning)?.versionId);
  expect(new Set(drawn)).toEqual(new Set(['new', 'old']));
});

it('a rule goes before groups, and these before the draw', () => {
  const live: LiveVersions = {
    rolloutId: 'r',
    versions: [
      { versionId: 'north', share: 0, rule: 'region = "north"' },
      { versionId: 'pilot', share: 0, groups: ['pilots'] },
      { versionId: 'old', share: 1 },
    ],
  };
  const draw = (variables: object, groups: string[]) => drawVersion(live, { variables: { ...variables }, groups, at: 0 });
  expect(draw({ region: 'north' }, ['pilots'])).toEqual({ versionId: 'north', drawn: { rolloutId: 'r', drawnBy: 'rule' } });
  expect(draw({ region: 'south' }, ['pilots'])).toEqual({ versionId: 'pilot', drawn: { rolloutId: 'r', drawnBy: 'group' } });
  expect(draw({}, [])).toEqual({ versionId: 'old', drawn: { rolloutId: 'r', drawnBy: 'share' } });
});

it('only those that can start it are drawn', () => {
  expect(drawVersion(rolledOut(1), beginning, new Set(['old']))).toEqual({ versionId: 'old' });
  expect(drawVersion(rolledOut(1), beginning, new Set())).toBeUndefined();
});
