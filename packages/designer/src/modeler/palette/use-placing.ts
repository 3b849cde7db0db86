import type { DragEvent, MouseEvent } from 'react';
import type { Editor } from '../editor/editor.ts';
import type { Step } from '../features/steps/index.ts';

/**
 * How a palette entry is used: dragged, clicked and then put down by a second click, or, with Enter, placed
 * behind what is selected.
 */
export function placing(editor: Editor | undefined, step: Step) {
  return {
    draggable: true,
    disabled: !editor,
    onDragStart: (event: DragEvent) => {
      event.preventDefault();
      editor?.drag(event.nativeEvent, step);
    },
    onClick: (event: MouseEvent) => {
      if (event.detail > 0) editor?.drag(event.nativeEvent, step);
      else editor?.add(step);
    },
  };
}
