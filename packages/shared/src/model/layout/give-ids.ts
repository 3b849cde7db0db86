import { withFlowIds } from '../flow-ids.ts';
import { elementOf, elementsOf, type ModdleElement, tagOf, textOf } from '../moddle-element.ts';

/** Writes down the ids that flows are known by where they have none: their lines have to name them. */
export function giveFlowIds(container: ModdleElement): void {
  const elements = elementsOf(container, 'flowElements');
  const flows = elements.filter((element) => tagOf(element) === 'sequenceFlow');
  const idOf = (element: ModdleElement | undefined) => textOf(element, 'id') ?? '';
  const ends = flows.map((flow) => ({
    flow,
    id: idOf(flow),
    sourceId: idOf(elementOf(flow, 'sourceRef')),
    targetId: idOf(elementOf(flow, 'targetRef')),
  }));
  for (const { flow, id } of withFlowIds(ends)) flow.set('id', id);
  for (const element of elements) giveFlowIds(element);
}
