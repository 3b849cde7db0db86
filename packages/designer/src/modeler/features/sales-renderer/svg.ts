/** Small pieces of SVG; colours are the theme's variables, so that a theme changes without a new drawing. */
const namespace = 'http://www.w3.org/2000/svg';

export type Style = Readonly<Record<string, string | number>>;

/** Appends an SVG element; `style` goes into its style attribute, where variables are read everywhere. */
export function draw<Name extends keyof SVGElementTagNameMap>(
  parent: SVGElement,
  name: Name,
  attributes: Style,
  style: Style = {},
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  for (const [key, value] of Object.entries(style)) element.style.setProperty(key, String(value));
  parent.append(element);
  return element;
}

export const fontFamily =
  'Inter, -apple-system, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** Writes one line of text, cut with an ellipsis where it would be wider than `width`. */
export function write(parent: SVGElement, text: string, at: Style, width: number, style: Style): void {
  const fontSize = Number(style['font-size'] ?? 12);
  const weight = style['font-weight'] ?? 400;
  const line = draw(parent, 'text', at, { 'font-family': fontFamily, ...style, 'font-size': `${fontSize}px` });
  line.textContent = fit(text, width, `${weight} ${fontSize}px ${fontFamily}`);
}

const measuring = { context: undefined as CanvasRenderingContext2D | null | undefined };

/** How wide a text is, in pixels. */
export function widthOf(text: string, font: string): number {
  measuring.context ??= document.createElement('canvas').getContext('2d');
  if (!measuring.context) return text.length * 7;
  measuring.context.font = font;
  return measuring.context.measureText(text).width;
}

function fit(text: string, width: number, font: string): string {
  if (widthOf(text, font) <= width) return text;
  let cut = [...text];
  while (cut.length > 1 && widthOf(`${cut.join('')}…`, font) > width) cut = cut.slice(0, -1);
  return `${cut.join('')}…`;
}
