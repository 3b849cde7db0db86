import { readXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { countedWays, layOutFunnel, type PlacedWay } from './layout.ts';
import { waysOf } from './ways.ts';

const stage = (id: string, order: number, inner = '') => `<subProcess id="${id}">
  <extensionElements><fortnight:stage order="${order}"/></extensionElements>${inner}</subProcess>`;
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="t">
  <process id="p" isExecutable="true">
    <startEvent id="start"/>
    ${stage('decide', 3, `<endEvent id="no"><extensionElements><fortnight:end outcome="lost" lossReason="price"/></extensionElements></endEvent>`)}
    ${stage('interest', 1, '<userTask id="ask"/>')}
    ${stage(
      'trial',
      2,
      `<userTask id="sign"><extensionElements><fortnight:approval result="r"><fortnight:approver who="group:sales"/>
        <fortnight:outcome id="back" kind="send-back" to="ask"/></fortnight:approval></extensionElements></userTask>`,
    )}
    <exclusiveGateway id="which"/>
    <endEvent id="done"><extensionElements><fortnight:end outcome="won"/></extensionElements></endEvent>
    <sequenceFlow id="a" sourceRef="start" targetRef="interest"/><sequenceFlow id="b" sourceRef="interest" targetRef="which"/>
    <sequenceFlow id="c" sourceRef="which" targetRef="trial"/><sequenceFlow id="e" sourceRef="which" targetRef="decide"/>
    <sequenceFlow id="f" sourceRef="trial" targetRef="decide"/><sequenceFlow id="g" sourceRef="decide" targetRef="done"/>
  </process>
</definitions>`;

const ways = async () => {
  const { model } = await readXml(xml);
  const [process] = model?.processes ?? [];
  if (!process) throw new Error('the model has no process');
  return waysOf(process);
};
const shortly = ({ from, to, kind }: { from: string; to: string | null; kind: string }) => `${from} ${kind} ${to ?? ''}`.trim();

describe('the ways between stages', () => {
  it('are read from the diagram, past gateways, and back where an approval may send back', async () => {
    expect((await ways()).map(shortly).sort()).toEqual([
      'decide lost',
      'decide won',
      'interest forward decide',
      'interest forward trial',
      'trial back interest',
      'trial forward decide',
    ]);
  });

  it('carry what was counted, and keep a way that is not drawn any more', async () => {
    const stages = ['interest', 'trial', 'decide'].map((elementId) => ({
      elementId,
      name: elementId,
      count: 0,
      overTargetCount: 0,
    }));
    const moves = [
      { from: null, to: 'interest', kind: 'forward' as const, count: 9 },
      { from: 'interest', to: 'trial', kind: 'forward' as const, count: 7 },
      { from: 'decide', to: 'interest', kind: 'back' as const, count: 2 },
      { from: 'gone', to: 'trial', kind: 'forward' as const, count: 1 },
    ];
    const counted = countedWays({ stages, moves }, await ways());
    const countOf = (name: string) => counted.find((way) => shortly(way) === name)?.count;
    expect(countOf('interest forward trial')).toBe(7);
    expect(countOf('trial forward decide')).toBe(0);
    expect(countOf('decide back interest')).toBe(2);
    expect(counted.some(({ from }) => from === 'gone')).toBe(false);
  });
});

interface Corner {
  readonly x: number;
  readonly y: number;
}
/** Where a path of ours turns. */
const cornersOf = (path: string): Corner[] => {
  const corners: Corner[] = [];
  for (const [, command, numbers = ''] of path.matchAll(/([MHVQ])([-\d. ]+)/g)) {
    const [first = 0, second = 0, third = 0, fourth = 0] = numbers.trim().split(/ +/).map(Number);
    const { x = 0, y = 0 } = corners.at(-1) ?? {};
    if (command === 'M') corners.push({ x: first, y: second });
    if (command === 'H') corners.push({ x: first, y });
    if (command === 'V') corners.push({ x, y: first });
    if (command === 'Q') corners.push({ x: first, y: second }, { x: third, y: fourth });
  }
  return corners;
};
/** Whether a line crosses the middle of a count, as high as its letters and as wide as a short one; who ended has two lines. */
const meets = (from: Corner | undefined, to: Corner, { labelX, labelY, kind }: PlacedWay): boolean => {
  const [width, height] = kind === 'ended' ? [46, 16] : [24, 7];
  return (
    from !== undefined &&
    Math.max(from.x, to.x) > labelX - width &&
    Math.min(from.x, to.x) < labelX + width &&
    Math.max(from.y, to.y) > labelY - height &&
    Math.min(from.y, to.y) < labelY + height
  );
};

describe('the map', () => {
  const way = (from: string, to: string | null, kind: PlacedWay['kind'], count = 1) => ({
    from,
    to,
    kind,
    count,
  });

  it('puts the stages into a row, in order', () => {
    const { stages, wonX } = layOutFunnel(['a', 'b', 'c'], []);
    expect(stages.map(({ x }) => x)).toEqual(stages.map(({ x }) => x).toSorted((p, q) => p - q));
    expect(wonX).toBeGreaterThan(stages.at(-1)?.x ?? 0);
  });

  it('gives ways back that overlap lanes of their own, and shares one where they do not', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const { ways: placed } = layOutFunnel(ids, [way('d', 'b', 'back'), way('c', 'b', 'back'), way('e', 'd', 'back')]);
    const depth = (from: string) => placed.find((entry) => entry.from === from)?.labelY;
    expect(depth('d')).toBeGreaterThan(depth('c') ?? 0);
    expect(depth('e')).toBe(depth('c'));
  });

  it('leads no line through a count, but the one that a count back stands on', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const pairs = ids.flatMap((from) => ids.flatMap((to) => (from === to ? [] : [[from, to] as const])));
    const { ways: placed } = layOutFunnel(ids, [
      ...pairs.map(([from, to]) => way(from, to, from < to ? 'forward' : 'back')),
      ...ids.flatMap((from) => [way(from, null, 'lost'), way(from, null, 'won'), way(from, null, 'ended')]),
    ]);
    const struck = placed.flatMap((label) =>
      placed
        .filter(
          (line) =>
            !(line === label && line.kind === 'back') &&
            cornersOf(line.path).some((end, at, all) => meets(all[at - 1], end, label)),
        )
        .map((line) => `${line.id} through the count of ${label.id}`),
    );
    expect(struck).toEqual([]);
  });

  it('draws what more cases took thicker, and a way that nobody took thin', () => {
    const { ways: placed } = layOutFunnel(['a', 'b', 'c'], [way('a', 'b', 'forward', 40), way('b', 'c', 'forward', 0)]);
    expect(placed[0]?.width).toBeGreaterThan(placed[1]?.width ?? 0);
    expect(placed[1]?.width).toBe(1.5);
  });
});
