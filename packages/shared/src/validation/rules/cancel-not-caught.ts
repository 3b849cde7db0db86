import { warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** A transaction that is cancelled goes on from its border; else nothing does. Source: BPMN 2.0.2 §10.3.6. */
export const cancelNotCaught: Rule = ({ placed, boundariesOf }) =>
  placed.flatMap(({ node, ancestors }) => {
    const isCancel = node.eventDefinitions.some(({ kind }) => kind === 'cancelEventDefinition');
    const around = ancestors.findLast(({ kind }) => kind === 'transaction');
    if (node.kind !== 'endEvent' || !isCancel || !around) return [];
    const isCaught = boundariesOf(around.id).some(({ eventDefinitions }) =>
      eventDefinitions.some(({ kind }) => kind === 'cancelEventDefinition'),
    );
    if (isCaught) return [];
    return [
      warning(node.id, 'cancel-not-caught', {
        message: `${called(node)} cancels ${called(around)}, which has no cancel event at its border: nothing goes on from there.`,
        hint: 'Attach a cancel event to the transaction, and lead on from it.',
        params: { transaction: around.name ?? around.id },
      }),
    ];
  });
