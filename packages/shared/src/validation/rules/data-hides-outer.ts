import { dataElementsOf } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** Data of a sub-process goes with it; of the name of the case's data, it hides that one inside. Source: BPMN 2.0.2 §10.4.1. */
export const dataHidesOuter: Rule = ({ model, process, placed }) => {
  const data = dataElementsOf(model, process);
  const named = (holderId: string) =>
    [...new Set([...data.values()].filter((each) => each.holderId === holderId && each.kind !== 'dataInput'))].filter(
      ({ kind }) => kind !== 'dataOutput',
    );
  const declared = process.extension.data.map(({ name }) => name);
  return placed.flatMap(({ node, ancestors }) => {
    const outer = new Set([
      ...declared,
      ...[process, ...ancestors].flatMap(({ id }) => named(id).map(({ variable }) => variable)),
    ]);
    return named(node.id)
      .filter(({ variable }) => outer.has(variable))
      .map(({ variable }) =>
        warning(node.id, 'data-hides-outer', {
          field: 'data',
          message: `Inside ${called(node)} the data "${variable}" is another than outside: what is written to it is gone afterwards.`,
          hint: 'Give it another name, or use the data of outside by removing it.',
          params: { data: variable },
        }),
      );
  });
};
