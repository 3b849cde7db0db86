import { warning } from '../finding.ts';
import { called, isActivity, type Rule } from '../process-view.ts';

/** People meet a step by its name, so it has one, and its own. */
export const names: Rule = ({ nodes }) => {
  const activities = nodes.filter(isActivity);
  const byName = Map.groupBy(
    activities.filter(({ name, kind }) => name && kind !== 'callActivity'),
    ({ name }) => name,
  );
  return [
    ...activities
      .filter(({ name }) => !name?.trim())
      .map((node) =>
        warning(node.id, 'name-missing', {
          field: 'name',
          message: `${called(node)} has no name.`,
          hint: 'Name it after what is done, such as "Check the contract".',
        }),
      ),
    ...[...byName.values()].flatMap((same) =>
      same.slice(1).map((node) =>
        warning(node.id, 'name-used-twice', {
          field: 'name',
          message: `${called(node)} is also the name of another step; in lists nobody can tell them apart.`,
          hint: 'Say in the name what is different.',
          params: { otherId: same[0]?.id ?? '' },
        }),
      ),
    ),
  ];
};
