import type { DataAssociationNode, DataElement, FlowNode, PlacedNode } from '../../model/index.ts';
import { dataElementsOf } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** An arrow that copies data leads from data to data, both within reach of its element. Source: BPMN 2.0.2 §10.4.2. */
export const dataAssociations: Rule = ({ model, process, placed }) => {
  const known = dataElementsOf(model, process);
  return placed.flatMap((at) => {
    const { inputAssociations = [], outputAssociations = [] } = at.node.data ?? {};
    const check = (association: DataAssociationNode, isInput: boolean): readonly Finding[] =>
      association.isDrawing ? [] : checkCopy({ ...at, association, isInput, known, processId: process.id });
    return [
      ...inputAssociations.flatMap((association) => check(association, true)),
      ...outputAssociations.flatMap((association) => check(association, false)),
    ];
  });
};

interface Copying extends PlacedNode {
  readonly association: DataAssociationNode;
  readonly isInput: boolean;
  readonly known: ReadonlyMap<string, DataElement>;
  readonly processId: string;
}

const fieldOf = ({ id }: DataAssociationNode): string => `data.${id}`;

const leadsToNothing = (node: FlowNode, association: DataAssociationNode): Finding =>
  error(node.id, 'association-without-target', {
    field: fieldOf(association),
    message: `A data association of ${called(node)} leads to nothing.`,
    hint: 'Connect it with a data object, a data store or an input, or remove it.',
  });

function checkCopy({ node, ancestors, association, isInput, known, processId }: Copying): readonly Finding[] {
  const { sourceIds, targetId, transformation, assignments } = association;
  const field = fieldOf(association);
  if (targetId === undefined) return [leadsToNothing(node, association)];
  const around = new Set([processId, node.id, ...ancestors.map(({ id }) => id)]);
  const unknown = [targetId, ...sourceIds].find((id) => !around.has(known.get(id)?.holderId ?? ''));
  if (unknown !== undefined)
    return [
      error(node.id, 'data-unknown', {
        field,
        message: `A data association of ${called(node)} names "${unknown}", which is no data that it can reach.`,
        hint: 'Connect it with data of the process, or of a sub-process around it.',
        params: { data: unknown },
      }),
    ];
  if (isInput && known.get(targetId)?.holderId !== node.id)
    return [
      error(node.id, 'association-target', {
        field,
        message: `A data association into ${called(node)} fills "${targetId}", which is not its own.`,
        hint: 'Let it lead to a data input or a property of the element.',
        params: { data: targetId },
      }),
    ];
  if (sourceIds.length > 1 && !transformation && assignments.length === 0)
    return [
      error(node.id, 'association-several-sources', {
        field,
        message: `A data association of ${called(node)} has ${sourceIds.length} sources and does not say what is copied.`,
        hint: 'Write a transformation, or draw one association for each.',
      }),
    ];
  return assignments
    .filter(({ from, to }) => !from || !leadsInto(to, [known.get(targetId)?.variable ?? targetId, targetId]))
    .map(({ to = '' }) =>
      error(node.id, 'assignment-target', {
        field,
        message: `An assignment of ${called(node)} goes to "${to}"; expected a from, and a to that begins with "${known.get(targetId)?.variable ?? targetId}".`,
        hint: 'Name the target of the association, or a member of it.',
        params: { to, data: known.get(targetId)?.variable ?? targetId },
      }),
    );
}

const leadsInto = (to: string | undefined, starts: readonly string[]): boolean => {
  const written = to?.trim().replace(/^=\s*/, '') ?? '';
  return starts.some((start) => written === start || written.startsWith(`${start}.`));
};
