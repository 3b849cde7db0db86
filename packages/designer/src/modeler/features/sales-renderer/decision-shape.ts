/** An approval or a checkpoint: a task with its sign and a strip that says how it is decided. */
import type { DiagramElement } from '../../diagram.ts';
import { signs } from './signs.ts';
import { draw, write } from './svg.ts';

const stripHeight = 21;

export interface DecisionLook {
  readonly sign: keyof typeof signs;
  readonly text: string;
  readonly fill: string;
  readonly stroke: string;
  readonly line: string;
  readonly strip: string;
  /** Runs once for each of a list. */
  readonly isMany: boolean;
}

export interface LabelWriter {
  createText(text: string, options: object): SVGElement;
}

/** Draws a sign of 24 by 24 into the upper left corner of a task. */
export function drawSign(parent: SVGElement, path: string, stroke: string): void {
  draw(
    parent,
    'path',
    { d: path, transform: 'translate(6,5) scale(.66)' },
    { fill: 'none', stroke, 'stroke-width': '1.9px', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' },
  );
}

export function drawDecision(parent: SVGElement, element: DiagramElement, look: DecisionLook, labels: LabelWriter): SVGElement {
  const { width, height, businessObject } = element;
  const outline = draw(
    parent,
    'rect',
    { width, height, rx: 9, ry: 9 },
    { fill: look.fill, stroke: look.stroke, 'stroke-width': '1.6px' },
  );
  const y = height - stripHeight;
  draw(parent, 'path', { d: `M0 ${y}H${width}` }, { stroke: look.line, fill: 'none', 'stroke-width': '1px' });
  drawSign(parent, signs[look.sign], look.stroke);
  if (look.isMany)
    draw(parent, 'path', { d: `M8 ${y + 6}v9m4-9v9m4-9v9` }, { stroke: look.stroke, 'stroke-width': '1.6px', fill: 'none' });
  write(parent, look.strip, { x: width / 2, y: y + 14.5 }, width - (look.isMany ? 40 : 12), {
    'font-size': 10.5,
    'text-anchor': 'middle',
    fill: look.stroke,
  });
  const name = businessObject.get('name');
  const text = labels.createText(typeof name === 'string' ? name : '', {
    align: 'center-middle',
    box: { width, height: y },
    // Six Chinese characters stay on one line, and two lines stay below the sign.
    padding: { top: 14, bottom: 2, left: 9, right: 9 },
    style: { fill: look.text },
  });
  text.classList.add('djs-label');
  parent.append(text);
  return outline;
}
