import { elementOf, type ModdleElement, textOf } from '../modeler/index.ts';
import { usePanel } from './panel-context.ts';

/** An expression that a property of a moddle element holds, to read and to write; an empty one is taken away. */
export function useExpression(holder: ModdleElement | undefined, property: string) {
  const { editor, element } = usePanel();
  return {
    value: textOf(elementOf(holder, property), 'body'),
    onCommit: (body: string) => {
      if (!holder) return;
      const expression = body === '' ? undefined : editor.create('bpmn:FormalExpression', { body }, holder);
      editor.update(element, holder, { [property]: expression });
    },
  };
}
