/** Which colours a model may bring along. */
import type { DiagramElement } from '../../diagram.ts';

const harmless = /^(#[0-9a-f]{3,8}|[a-z]{3,30}|(rgb|hsl)a?\([\d\s.,%/deg-]{1,60}\))$/i;

/** A colour of the file, where it is one: `url(…)` would make every reader's browser call out. */
export function ownColour(element: DiagramElement, ...names: readonly string[]): string | undefined {
  return names
    .map((name) => element.di?.get(name))
    .find((value): value is string => typeof value === 'string' && harmless.test(value));
}

/** Whether the file brings a colour that is none. */
export function hasUnsafeColour(element: DiagramElement): boolean {
  const label = element.di?.get('label');
  const labelColour =
    typeof label === 'object' && label !== null && 'get' in label ? (label as typeof element.di).get('color:color') : undefined;
  return [
    ...['color:background-color', 'bioc:fill', 'color:border-color', 'bioc:stroke'].map((name) => element.di?.get(name)),
    labelColour,
  ].some((value) => value !== undefined && value !== null && !(typeof value === 'string' && harmless.test(value)));
}
