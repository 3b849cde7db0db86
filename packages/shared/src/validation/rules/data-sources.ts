import { dataElementsOf } from '../../model/index.ts';
import { namedVariables } from '../computed.ts';
import { warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** What an activity requires before it begins comes from somewhere, else it waits for ever. Source: BPMN 2.0.2 §10.4.2. */
export const dataSources: Rule = (view) => {
  const data = dataElementsOf(view.model, view.process);
  const own = (id: string) => data.get(id)?.kind === 'dataInput' || data.get(id)?.kind === 'dataOutput';
  const objects = new Set([...data.values()].filter(({ id }) => !own(id)).map(({ variable }) => variable));
  const written = namedVariables(view);
  return view.nodes.flatMap((node) => {
    const [first] = node.data?.inputSets ?? [];
    const filled = new Set(node.data?.inputAssociations.map(({ targetId }) => targetId));
    return (first?.ids ?? [])
      .filter((id) => !first?.optionalIds.includes(id) && !filled.has(id) && id !== node.loop?.data?.inputId)
      .flatMap((id) => data.get(id)?.variable ?? [])
      .filter((variable) => !objects.has(variable) && !written.has(variable))
      .map((variable) =>
        warning(node.id, 'data-input-without-source', {
          field: 'data',
          message: `${called(node)} requires "${variable}" before it begins, and nothing fills it.`,
          hint: 'Draw an arrow from data to it, or make the input optional.',
          params: { data: variable },
        }),
      );
  });
};
