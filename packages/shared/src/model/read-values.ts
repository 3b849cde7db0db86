import { type ModdleElement, textOf } from './moddle-element.ts';

/** Splits a list that an attribute writes with commas. */
export const texts = (value: string | undefined): readonly string[] =>
  (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Reads a boolean attribute (xsd:boolean: `true` or `1`); false when it is not written. */
export const isTrue = (element: ModdleElement | undefined, name: string): boolean =>
  ['true', '1'].includes(textOf(element, name) ?? '');

/** Reads a number attribute; absent when it is not written or not a number, which validation reports from the text. */
export function numberOf(element: ModdleElement | undefined, name: string): number | undefined {
  const text = textOf(element, name);
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
}
