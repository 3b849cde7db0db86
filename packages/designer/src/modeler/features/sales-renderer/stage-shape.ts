/** A funnel stage: a container with a chevron over it, or the chevron alone when it is collapsed. */
import { type DiagramElement, extensionOf, textOf } from '../../diagram.ts';
import { stageFigures } from './figures.ts';
import { draw, fontFamily, widthOf, write } from './svg.ts';

/** The height of a stage's header band. */
const headerHeight = 34;
const tip = 14;
/** What the header leaves free at the right, so that its tip shows. */
const margin = 20;

export interface Colours {
  readonly fill: string;
  /** What is written on the header. */
  readonly text: string;
  readonly stroke: string;
  readonly accent: string;
  readonly accentFill: string;
}

export function drawStage(parent: SVGElement, element: DiagramElement, colours: Colours): SVGElement {
  return element.collapsed ? drawCollapsed(parent, element, colours) : drawExpanded(parent, element, colours);
}

function drawExpanded(parent: SVGElement, { width, height, businessObject }: DiagramElement, colours: Colours): SVGElement {
  const stage = extensionOf(businessObject, 'fortnight:Stage');
  const outline = draw(
    parent,
    'rect',
    { width, height, rx: 8, ry: 8 },
    { fill: colours.fill, stroke: colours.stroke, 'stroke-width': '1.6px' },
  );
  const end = width - margin;
  draw(
    parent,
    'path',
    { d: `M0 8a8 8 0 0 1 8-8H${end - tip}l${tip} ${headerHeight / 2}-${tip} ${headerHeight / 2}H0z` },
    { fill: colours.accentFill, stroke: colours.accent, 'stroke-width': '1.4px' },
  );
  const order = textOf(stage, 'order');
  const figures = stageFigures(stage);
  const figuresWidth = figures ? widthOf(figures, `400 11.5px ${fontFamily}`) + 16 : 0;
  if (order) write(parent, order, { x: 16, y: 21.5 }, 30, { 'font-size': 12, 'font-weight': 700, fill: colours.accent });
  const nameX = order ? 18 + widthOf(order, `700 12px ${fontFamily}`) + 8 : 16;
  write(parent, textOf(businessObject, 'name'), { x: nameX, y: 21.5 }, end - tip - nameX - figuresWidth - 6, {
    'font-size': 12,
    'font-weight': 600,
    fill: colours.text,
  });
  if (figures)
    write(parent, figures, { x: end - tip - 6, y: 21.5 }, end / 2, {
      'font-size': 11.5,
      'text-anchor': 'end',
      fill: colours.text,
    });
  return outline;
}

function drawCollapsed(parent: SVGElement, { width, height, businessObject }: DiagramElement, colours: Colours): SVGElement {
  const stage = extensionOf(businessObject, 'fortnight:Stage');
  const outline = draw(
    parent,
    'path',
    { d: `M0 8a8 8 0 0 1 8-8H${width - 16}L${width} ${height / 2}L${width - 16} ${height}H8a8 8 0 0 1-8-8z` },
    { fill: colours.accentFill, stroke: colours.accent, 'stroke-width': '1.6px' },
  );
  const centred = { 'font-size': 12, 'text-anchor': 'middle' };
  const x = (width - 10) / 2;
  write(parent, textOf(stage, 'order'), { x, y: height / 2 - 8 }, width - 30, {
    ...centred,
    'font-weight': 700,
    fill: colours.accent,
  });
  write(parent, textOf(businessObject, 'name'), { x, y: height / 2 + 9 }, width - 26, {
    ...centred,
    'font-weight': 600,
    fill: colours.text,
  });
  return outline;
}
