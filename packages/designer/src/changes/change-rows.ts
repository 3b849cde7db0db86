/** A difference as numbered rows: one thing in one respect each, in the order in which a reviewer reads them. */
import type { ModelDiff, Part, SettingChange } from '@fortnight/shared/migration';
import { type ChangeLine, isDrawn, linesOf } from './change-lines.ts';

export const changeGroups = ['behaviour', 'people', 'timeLimits', 'forms', 'texts', 'tests'] as const;
export type ChangeGroup = (typeof changeGroups)[number];

export interface ChangeRow extends ChangeLine {
  readonly number: number;
  readonly group: ChangeGroup;
  /** The same for the same two versions. */
  readonly key: string;
  /** What the diagram shows no sign of. */
  readonly isHidden: boolean;
}

export function rowsOf(diff: ModelDiff): readonly ChangeRow[] {
  const rows = linesOf(diff).flatMap(({ sign, part, settings }) => {
    const groups =
      sign === 'changed' && settings.length > 0
        ? changeGroups.filter((group) => settings.some(isOf(part, group)))
        : [groupOfPart(part)];
    return groups.map((group) => {
      const own = settings.filter(isOf(part, group));
      const isHidden = !isDrawn(part) || (sign === 'changed' && !own.some(({ field }) => seenOnDiagram.has(field)));
      return { sign, part, group, settings: own, isHidden, key: `${group} ${part.kind} ${part.id}` };
    });
  });
  return changeGroups
    .flatMap((group) => rows.filter((row) => row.group === group))
    .map((row, index) => ({ ...row, number: index + 1 }));
}

const isOf =
  (part: Part, group: ChangeGroup) =>
  ({ field }: SettingChange): boolean =>
    groupOf(part, field) === group;

/** Where a whole part belongs that came or went. */
function groupOfPart({ kind }: Part): ChangeGroup {
  if (kind === 'form') return 'forms';
  if (kind === 'test') return 'tests';
  if (kind === 'textAnnotation' || kind === 'group') return 'texts';
  return kind === 'lane' ? 'people' : 'behaviour';
}

/** The first that a field matches, by its whole dotted name. */
const fields: readonly (readonly [RegExp, ChangeGroup])[] = [
  [/(^|\.)(labels?|message|documentation|text)(\.|$)/, 'texts'],
  [/^(name|extension\.(stage\.lossReasons|approval\.(outcomes|approvers))\.name)$/, 'texts'],
  [
    /^extension\.(timing|timer)(\.|$)|^extension\.stage\.target$|(^|\.)(calendar|timeZone|timeDuration|timeDate|timeCycle)$/,
    'timeLimits',
  ],
  [/^extension\.(form|process\.startForm|startForm)(\.|$)/, 'forms'],
  [
    /^extension\.(assignment|approval\.(approvers|separateFrom|copy|copies|nobody|samePerson)|checkpoint\.reviewers|stage\.owner|process\.candidateStarters|candidateStarters)(\.|$)|^(performers?|resources?)(\.|$)/,
    'people',
  ],
];

function groupOf(part: Part, field: string): ChangeGroup {
  const whole = groupOfPart(part);
  if (whole !== 'behaviour') return whole;
  return fields.find(([pattern]) => pattern.test(field))?.[1] ?? 'behaviour';
}

/** What of an element its picture says. */
const seenOnDiagram: ReadonlySet<string> = new Set(['name', 'kind', 'parentId', 'sourceId', 'targetId', 'attachedTo']);
