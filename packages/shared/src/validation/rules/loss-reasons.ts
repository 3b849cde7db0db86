import { error, warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** A case is lost for one of the reasons that its stages list. */
export const lossReasons: Rule = ({ nodes }) => {
  const known = new Set(nodes.flatMap(({ extension }) => extension.stage?.lossReasons.map(({ id }) => id) ?? []));
  return nodes.flatMap((node) => {
    const end = node.extension.end;
    if (!end) return [];
    if (end.lossReason !== undefined && !known.has(end.lossReason))
      return [
        error(node.id, 'loss-reason-unknown', {
          field: 'end.lossReason',
          message: `${called(node)} gives the loss reason "${end.lossReason}", which no stage lists.`,
          hint: 'Add it to the loss reasons of the stage, or choose one that is there.',
          params: { found: end.lossReason },
        }),
      ];
    if (end.outcome !== 'lost' || end.lossReason !== undefined || known.size === 0) return [];
    return [
      warning(node.id, 'loss-reason-missing', {
        field: 'end.lossReason',
        message: `${called(node)} loses the case without a reason.`,
        hint: 'Choose the reason, so that the funnel can tell why cases are lost.',
      }),
    ];
  });
};
