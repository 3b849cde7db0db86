import type { Funnel } from '@fortnight/shared/contract';
import type { Way } from './ways.ts';

/** Sizes in pixels of the map; a stage's node is as large as this. */
export const stageSize = { width: 184, height: 140 } as const;
const gap = 72;
const laneHeight = 46;
/** Below a stage stand its losses; the lanes of those who went back run under them. */
const lossDepth = 96;
const firstLane = stageSize.height + lossDepth + 18;
const corner = 18;

export interface PlacedStage {
  readonly id: string;
  readonly x: number;
}
export interface PlacedWay {
  readonly id: string;
  readonly kind: Way['kind'];
  readonly from: string;
  readonly to: string | null;
  readonly count: number;
  readonly width: number;
  readonly path: string;
  /** Where its count stands. */
  readonly labelX: number;
  readonly labelY: number;
}
export interface FunnelLayout {
  readonly stages: readonly PlacedStage[];
  readonly ways: readonly PlacedWay[];
  /** Where the won cases are shown, behind the last stage. */
  readonly wonX: number;
}

type Counted = Way & { readonly count: number };

/** The ways that are drawn, with how many took them; ways that were taken and are not drawn any more stand too. */
export function countedWays({ stages, moves }: Pick<Funnel, 'stages' | 'moves'>, drawn: readonly Way[]): readonly Counted[] {
  const known = new Set(stages.map(({ elementId }) => elementId));
  const keyOf = ({ from, to, kind }: Pick<Way, 'kind' | 'to'> & { from: string | null }) => `${from} ${kind} ${to}`;
  const ways = new Map<string, Counted>(drawn.map((way) => [keyOf(way), { ...way, count: 0 }]));
  for (const move of moves) {
    const { from, to, kind } = move;
    if (from === null || !known.has(from) || (to !== null && !known.has(to))) continue;
    const isOut = kind === 'lost' || kind === 'won' || kind === 'ended';
    if (to === null && !isOut) continue;
    const place = isOut ? null : to;
    const way: Way = { from, to: place, kind };
    ways.set(keyOf(way), { ...way, count: (ways.get(keyOf(way))?.count ?? 0) + move.count });
  }
  return [...ways.values()].filter(({ from, to }) => known.has(from) && (to === null || known.has(to)));
}

/** Puts the stages into a row and the ways between them where no line crosses a label. Same funnel, same map. */
export function layOutFunnel(stageIds: readonly string[], ways: readonly Counted[]): FunnelLayout {
  const xOf = (id: string) => stageIds.indexOf(id) * (stageSize.width + gap);
  const wonX = stageIds.length * (stageSize.width + gap);
  const most = Math.max(1, ...ways.map(({ count }) => count));
  const rank = (id: string | null) => (id === null ? stageIds.length : stageIds.indexOf(id));
  const span = ({ from, to }: Way) => Math.abs(rank(to) - rank(from));
  const isStraight = (way: Way) => (way.kind === 'forward' || way.kind === 'won') && span(way) === 1;
  const arcs = ways.filter((way) => (way.kind === 'forward' || way.kind === 'won') && !isStraight(way));
  const backs = ways.filter(({ kind }) => kind === 'back').toSorted((a, b) => span(a) - span(b));
  const lanes = new Map([...lanesOf(arcs, rank), ...lanesOf(backs, rank)]);
  const placed = ways.map((way): PlacedWay => {
    const fromX = xOf(way.from);
    const toX = way.to === null ? wonX : xOf(way.to);
    const lane = lanes.get(way) ?? 0;
    const shape =
      way.kind === 'lost' || way.kind === 'ended'
        ? down(fromX, way.kind)
        : way.kind === 'back'
          ? under(fromX, toX, lane)
          : isStraight(way)
            ? across(fromX, toX)
            : over(fromX, toX, lane);
    const width = way.count === 0 ? 1.5 : 1.5 + (5 * way.count) / most;
    return { id: `${way.from} ${way.kind} ${way.to}`, ...way, width, ...shape };
  });
  return { stages: stageIds.map((id) => ({ id, x: xOf(id) })), ways: placed, wonX };
}

/** Gives each way the first lane in which it meets no other. */
function lanesOf(ways: readonly Counted[], rank: (id: string | null) => number): Map<Counted, number> {
  const taken: { lane: number; left: number; right: number }[] = [];
  return new Map(
    ways.map((way) => {
      const [left = 0, right = 0] = [rank(way.from), rank(way.to)].toSorted((a, b) => a - b);
      const meets = (lane: number) => taken.some((other) => other.lane === lane && left < other.right && other.left < right);
      let lane = 0;
      while (meets(lane)) lane++;
      taken.push({ lane, left, right });
      return [way, lane];
    }),
  );
}

type Shape = Pick<PlacedWay, 'path' | 'labelX' | 'labelY'>;
const { width, height } = stageSize;

const across = (fromX: number, toX: number): Shape => {
  const start = fromX + width + 3;
  const end = toX - 9;
  return { path: `M${start} ${height / 2}H${end}`, labelX: (start + end) / 2, labelY: height / 2 - 16 };
};

/** Who ended otherwise stands beside the losses and lower, so that neither label meets the other, nor the ways back on either side. */
const down = (fromX: number, kind: 'lost' | 'ended'): Shape => {
  const [x, y] = kind === 'lost' ? [fromX + 70, height + 26] : [fromX + 94, height + 56];
  return { path: `M${x} ${height + 2}V${y}`, labelX: x, labelY: y + (kind === 'lost' ? 18 : 22) };
};

/** Ways in several lanes leave and reach a stage side by side, and clear of its count of losses. */
const aside = (lane: number): number => Math.min(lane, 2) * 14;

const over = (fromX: number, toX: number, lane: number): Shape => {
  const y = -30 - lane * laneHeight;
  const start = fromX + width - 40 - aside(lane);
  const end = toX + 34 + aside(lane);
  return {
    path: `M${start} -2V${y + corner}Q${start} ${y} ${start + corner} ${y}H${end - corner}Q${end} ${y} ${end} ${y + corner}V-9`,
    labelX: (start + end) / 2,
    labelY: y - 14,
  };
};

const under = (fromX: number, toX: number, lane: number): Shape => {
  const y = firstLane + lane * laneHeight;
  const start = fromX + 12 + aside(lane);
  const end = toX + 174 - aside(lane);
  return {
    path: `M${start} ${height + 2}V${y - corner}Q${start} ${y} ${start - corner} ${y}H${end + corner}Q${end} ${y} ${end} ${y - corner}V${height + 9}`,
    labelX: (start + end) / 2,
    labelY: y,
  };
};
