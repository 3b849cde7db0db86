import { expect, it } from 'vitest';
import { drawVersion, type LiveVersions } from './live-versions.ts';

const beginning = { variables: {}, groups: [], at: 0 };
const rolledOut = (share: number): LiveVersions => ({
  lineId: 'r',
  versions: [
    { versionId: 'new', rolloutId: 'r', parts: [[0, share]] },
    { versionId: 'old', parts: [] },
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

const three = (more: Partial<Record<'north' | 'pilot', object>> = {}): LiveVersions => ({
  lineId: 'r',
  versions: [
    { versionId: 'north', rolloutId: 'r', parts: [[0, 0.25]], ...more.north },
    { versionId: 'pilot', rolloutId: 'q', parts: [[0.25, 0.35]], ...more.pilot },
    { versionId: 'old', parts: [] },
  ],
});

it('whoever began first takes a case by its rule or its groups, before anything is drawn', () => {
  const live = three({ north: { parts: [], rule: 'region = "north"' }, pilot: { parts: [], groups: ['pilots'] } });
  const draw = (variables: object, groups: string[]) => drawVersion(live, { variables: { ...variables }, groups, at: 0 });
  expect(draw({ region: 'north' }, ['pilots'])).toEqual({ versionId: 'north', drawn: { rolloutId: 'r', drawnBy: 'rule' } });
  expect(draw({ region: 'south' }, ['pilots'])).toEqual({ versionId: 'pilot', drawn: { rolloutId: 'r', drawnBy: 'group' } });
  expect(draw({ region: 'south' }, [])).toEqual({ versionId: 'old', drawn: { rolloutId: 'r', drawnBy: 'share' } });
  const later = three({ north: { groups: ['pilots'] }, pilot: { rule: 'true' } });
  expect(drawVersion(later, { variables: {}, groups: ['pilots'], at: 0 })?.versionId).toBe('north');
});

it('each rule that cannot be told of a case is kept with its roll-out', () => {
  const live = three({ north: { rule: 'amount > 1' }, pilot: { rule: 'size' } });
  const failures = JSON.parse(drawVersion(live, { ...beginning, businessKey: 'a' })?.drawn?.ruleFailure ?? '{}');
  expect(Object.keys(failures)).toEqual(['r', 'q']);
});

it('only those that can start it are drawn', () => {
  expect(drawVersion(rolledOut(1), beginning, new Set(['old']))).toEqual({ versionId: 'old' });
  expect(drawVersion(rolledOut(1), beginning, new Set())).toBeUndefined();
});

it('what its owner cannot start is the control’s and is not compared; the cases of others stay with them', () => {
  for (const businessKey of keys) {
    const drawn = drawVersion(three(), { ...beginning, businessKey });
    const among = (...able: string[]) => drawVersion(three(), { ...beginning, businessKey }, new Set(able));
    if (drawn?.versionId === 'pilot') expect(among('north', 'old')).toEqual({ versionId: 'old' });
    else expect(among('north', 'old')).toEqual(drawn);
    if (drawn?.versionId !== 'old') expect(among('north', 'pilot')).toEqual({ versionId: drawn?.versionId });
    else expect(among('north', 'pilot')?.drawn).toBeUndefined();
  }
});
