import type { Bounds, DiagramElement } from '../diagram.ts';
import type { Canvas, ElementRegistry, Selection } from '../services.ts';

/** Selects an element and brings it into sight, on the plane that it is drawn on. */
export function showElement(
  { canvas, registry, selection }: { canvas: Canvas; registry: ElementRegistry; selection: Selection },
  id: string,
): void {
  const element = registry.get(id);
  if (!element) return;
  const root = canvas.findRoot(element);
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
  if (element === root) {
    selection.select(null);
    return;
  }
  bringIntoSight(canvas, element);
  selection.select(element);
  canvas.focus();
}

/**
 * Moves no further than it has to. Not by the canvas's own scrolling, which asks the browser where it stands and loses the scale before the first frame.
 */
export function bringIntoSight(canvas: Canvas, element: DiagramElement): void {
  const { x, y, width, height, scale, outer } = canvas.viewbox();
  // On a canvas that has no size yet, the next fit brings it into sight.
  if (outer.width === 0 || outer.height === 0) return;
  const { left, top, right, bottom } = edgesOf(element);
  const space = 120 / scale;
  canvas.viewbox({
    x: within(x, right + space - width, left - space),
    y: within(y, bottom + space - height, top - space),
    width,
    height,
  });
}

/** Whether any of it is seen. */
export function isInSight(canvas: Canvas, element: DiagramElement): boolean {
  const { x, y, width, height } = canvas.viewbox();
  const { left, top, right, bottom } = edgesOf(element);
  return left < x + width && right > x && top < y + height && bottom > y;
}

/** Whether all of it is seen. */
export function isWholeInSight(canvas: Canvas, element: DiagramElement): boolean {
  const { x, y, width, height } = canvas.viewbox();
  const { left, top, right, bottom } = edgesOf(element);
  return left >= x && right <= x + width && top >= y && bottom <= y + height;
}

function edgesOf(element: DiagramElement) {
  const points = element.waypoints ?? [
    { x: element.x, y: element.y },
    { x: element.x + element.width, y: element.y + element.height },
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Names are 12 px at full size; from here on, more of a diagram says more than larger names. */
const leastReadable = 0.6;
/** Where even its width is too much for that. */
const partScale = 0.8;
const margin = 40;

/** Shows the whole, with a margin around it. */
export function fit(canvas: Canvas): void {
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0 || inner.height === 0 || outer.width === 0) return;
  look(canvas, wholeScale(canvas), inner);
}

/** Shows the whole or its whole width where its names can be read then; else, well readable, where a case begins. */
export function fitReadably(canvas: Canvas, elements: readonly DiagramElement[]): void {
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0 || inner.height === 0 || outer.width === 0) return;
  const scale = readableScale(canvas);
  if (scale === wholeScale(canvas)) look(canvas, scale, inner);
  else look(canvas, scale, beginningOf(elements) ?? { x: inner.x, y: inner.y, width: 0, height: 0 });
}

/** Where the whole tells too little: as much of it as can be read around what a case stands at, else where it begins. */
export function aimAt(canvas: Canvas, standing: readonly Bounds[], elements: readonly DiagramElement[]): void {
  const { outer, scale } = canvas.viewbox();
  if (scale >= leastReadable || outer.width === 0) return;
  if (standing.length === 0) fitReadably(canvas, elements);
  else look(canvas, readableScale(canvas), around(standing));
}

export type Side = 'left' | 'top' | 'right' | 'bottom';
/** Less than this beyond an edge is margin, in pixels of the screen. */
const leastBeyond = 12;

/** The edges behind which more is drawn. */
export function sidesBeyond(canvas: Canvas): readonly Side[] {
  const { x, y, width, height, scale, inner, outer } = canvas.viewbox();
  if (inner.width === 0 || outer.width === 0) return [];
  const beyond: Readonly<Record<Side, number>> = {
    left: x - inner.x,
    top: y - inner.y,
    right: inner.x + inner.width - x - width,
    bottom: inner.y + inner.height - y - height,
  };
  return (['left', 'top', 'right', 'bottom'] as const).filter((side) => beyond[side] * scale > leastBeyond);
}

function around(elements: readonly Bounds[]): Bounds {
  const left = Math.min(...elements.map(({ x }) => x));
  const top = Math.min(...elements.map(({ y }) => y));
  const right = Math.max(...elements.map(({ x, width }) => x + width));
  const bottom = Math.max(...elements.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The scale at which all of it is in sight, at most full size. */
function wholeScale(canvas: Canvas): number {
  const { inner, outer } = canvas.viewbox();
  return Math.min(outer.width / (inner.width + 2 * margin), outer.height / (inner.height + 2 * margin), 1);
}

/** The whole, else its whole width, as long as names can be read; else as large as they are read well. */
function readableScale(canvas: Canvas): number {
  const { inner, outer } = canvas.viewbox();
  const whole = wholeScale(canvas);
  const ofWidth = Math.min(outer.width / (inner.width + 2 * margin), 1);
  return [whole, Math.min(ofWidth, partScale)].find((scale) => scale >= leastReadable) ?? partScale;
}

/** Looks at what is aimed at, and at no more of what is empty than has to be. */
function look(canvas: Canvas, scale: number, aim: Bounds): void {
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / scale, outer.height / scale];
  const x = within(aim.x + (aim.width - width) / 2, inner.x - margin, inner.x + inner.width + margin - width);
  const y = within(aim.y + (aim.height - height) / 2, inner.y - margin, inner.y + inner.height + margin - height);
  canvas.viewbox({ x, y, width, height });
}

/** The first start event that stands in no sub-process. */
function beginningOf(elements: readonly DiagramElement[]): DiagramElement | undefined {
  const starts = elements.filter(
    ({ type, labelTarget, parent }) =>
      type === 'bpmn:StartEvent' && !labelTarget && !parent?.businessObject.$instanceOf('bpmn:Activity'),
  );
  return starts.toSorted((a, b) => a.x - b.x || a.y - b.y)[0];
}

const within = (value: number, least: number, most: number): number =>
  most < least ? (least + most) / 2 : Math.min(Math.max(value, least), most);
