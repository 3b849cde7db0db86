import BpmnRenderer from 'bpmn-js/lib/draw/BpmnRenderer';
import type { DiagramElement } from '../../diagram.ts';
import { salesKindOf } from '../../diagram.ts';
import type { Looks } from '../looks/index.ts';
import { hasUnsafeColour, ownColour } from './colours.ts';
import { drawDecision, drawSign, type LabelWriter } from './decision-shape.ts';
import { approvalFigures, checkpointFigures } from './figures.ts';
import { taskIcons } from './signs.ts';
import { drawStage } from './stage-shape.ts';

type Arguments = ConstructorParameters<typeof BpmnRenderer>;
type Shape = Parameters<BpmnRenderer['drawShape']>[1];
type Connection = Parameters<BpmnRenderer['drawConnection']>[1];

/** The colours of BPMN's own shapes, as variables of the theme. */
export const rendererColours = {
  defaultFillColor: 'var(--surface)',
  defaultStrokeColor: 'var(--ink)',
  defaultLabelColor: 'var(--text)',
};

/** A fill of the file's own is light in every theme, so what stands on it is dark in every theme. */
const textOnOwnFill = '#1b2330';

const lookColours: Readonly<Record<string, { readonly stroke: string; readonly fill?: string }>> = {
  added: { stroke: 'var(--green)', fill: 'var(--green-soft)' },
  removed: { stroke: 'var(--red)', fill: 'var(--red-soft)' },
  changed: { stroke: 'var(--amber)' },
  done: { stroke: 'var(--green)' },
  now: { stroke: 'var(--primary)' },
  ended: { stroke: 'var(--amber)', fill: 'var(--amber-soft)' },
  failed: { stroke: 'var(--red)', fill: 'var(--red-soft)' },
};

/** Draws BPMN, and the three sales elements so that one knows them at a glance; exports look the same. */
export class SalesRenderer extends BpmnRenderer {
  static override $inject = ['config.bpmnRenderer', 'eventBus', 'styles', 'pathMap', 'canvas', 'textRenderer', 'looks'];
  private readonly labels: LabelWriter;
  private readonly looks: Looks;

  constructor(...[config, eventBus, styles, pathMap, canvas, textRenderer, looks]: [...Required<Arguments>]) {
    super(config, eventBus, styles, pathMap, canvas, textRenderer, 1100);
    this.labels = textRenderer as unknown as LabelWriter;
    this.looks = looks as unknown as Looks;
  }

  override drawShape(parent: SVGElement, shape: Shape): SVGElement {
    const element = shape as unknown as DiagramElement;
    const drawn = this.drawSales(parent, element) ?? this.drawPlain(parent, shape, element);
    thin(parent);
    return drawn;
  }

  override drawConnection(parent: SVGElement, connection: Connection): SVGElement {
    const drawn = super.drawConnection(parent, connection, this.attributes(connection as unknown as DiagramElement));
    thin(parent);
    return drawn;
  }

  private drawPlain(parent: SVGElement, shape: Shape, element: DiagramElement): SVGElement {
    const attributes = this.attributes(element);
    const icon = element.labelTarget ? undefined : taskIcons[element.type];
    if (!icon) return super.drawShape(parent, shape, attributes);
    const drawn = this.handlers['bpmn:Task'](parent, shape, attributes);
    const stroke =
      attributes.stroke ?? ownColour(element, 'color:border-color', 'bioc:stroke') ?? rendererColours.defaultStrokeColor;
    drawSign(parent, icon, stroke);
    return drawn;
  }

  private drawSales(parent: SVGElement, element: DiagramElement): SVGElement | undefined {
    if (element.labelTarget) return undefined;
    const { businessObject } = element;
    const kind = salesKindOf(businessObject);
    if (!kind) return undefined;
    const look = lookColours[this.looks.of(element.id)?.state ?? ''];
    const stroke = look?.stroke ?? ownColour(element, 'color:border-color', 'bioc:stroke');
    const fill = look?.fill ?? ownColour(element, 'color:background-color', 'bioc:fill');
    const text = fill && !look ? textOnOwnFill : 'var(--text)';
    if (kind === 'stage')
      return drawStage(parent, element, {
        fill: look?.fill ?? 'var(--stage)',
        stroke: stroke ?? 'var(--ink)',
        text,
        accent: stroke ?? 'var(--primary)',
        // A colour of the file's own colours the header alone: what stands inside is drawn for the theme.
        accentFill: look?.stroke === 'var(--green)' ? 'var(--green-soft)' : (fill ?? 'var(--primary-soft)'),
      });
    const colour = kind === 'approval' ? 'violet' : 'teal';
    const decision = {
      sign: kind,
      text,
      fill: fill ?? `var(--${colour}-soft)`,
      stroke: stroke ?? `var(--${colour})`,
      line: stroke ?? `var(--${colour}-line)`,
      strip: kind === 'approval' ? approvalFigures(businessObject) : checkpointFigures(businessObject),
      isMany: businessObject.get('loopCharacteristics') !== undefined,
    };
    return drawDecision(parent, element, decision, this.labels);
  }

  private attributes(element: DiagramElement): { fill?: string; stroke?: string } {
    const look = element.labelTarget ? undefined : lookColours[this.looks.of(element.id)?.state ?? ''];
    if (look) return look;
    const fill = ownColour(element, 'color:background-color', 'bioc:fill');
    const stroke = ownColour(element, 'color:border-color', 'bioc:stroke');
    if (fill) return { fill, stroke: stroke ?? textOnOwnFill };
    return hasUnsafeColour(element)
      ? { fill: rendererColours.defaultFillColor, stroke: stroke ?? rendererColours.defaultStrokeColor }
      : {};
  }
}

/** BPMN's strokes are drawn for paper; on a screen they are a little thinner. */
function thin(parent: SVGElement): void {
  for (const element of parent.querySelectorAll<SVGElement>('[style]'))
    if (element.style.strokeWidth === '2px') element.style.strokeWidth = '1.6px';
    else if (element.style.strokeWidth === '4px') element.style.strokeWidth = '3.2px';
}
