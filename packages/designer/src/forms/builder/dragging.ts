import type { DragEvent } from 'react';
import type { FieldControl } from '../field-control.ts';
import { controls } from './control-sign.tsx';

/** What is dragged: a new field of a kind, or a field of the form. */
export type Dragged = { readonly control: FieldControl } | { readonly field: string };

const controlType = 'application/x-fortnight-control';
const fieldType = 'application/x-fortnight-field';

export function startDragging({ dataTransfer }: DragEvent, dragged: Dragged): void {
  dataTransfer.effectAllowed = 'move';
  if ('control' in dragged) dataTransfer.setData(controlType, dragged.control);
  else dataTransfer.setData(fieldType, dragged.field);
}

/** Whether what hovers here is ours; its content is told only when it is dropped. */
export const isDraggedHere = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes(controlType) || dataTransfer.types.includes(fieldType);

export function droppedOf({ dataTransfer }: DragEvent): Dragged | undefined {
  const control = controls.find((name) => name === dataTransfer.getData(controlType));
  if (control) return { control };
  const field = dataTransfer.getData(fieldType);
  return field === '' ? undefined : { field };
}
