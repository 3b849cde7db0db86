/** A difference as the lines of a list, in the order in which a reader wants them. */
import type { ModelDiff, Part, PartChange, SettingChange } from '@fortnight/shared/migration';

export interface ChangeLine {
  readonly sign: 'added' | 'removed' | 'changed';
  /** As it is now, or as it was where it is gone. */
  readonly part: Part;
  readonly settings: readonly SettingChange[];
}

/** Elements first, then flows, then what stands beside them. */
const ranks: Readonly<Record<string, number>> = {
  sequenceFlow: 1,
  message: 2,
  signal: 2,
  error: 2,
  escalation: 2,
  textAnnotation: 3,
};
const rankOf = ({ part }: ChangeLine): number => ranks[part.kind] ?? 0;

export function linesOf({ added, removed, changed }: ModelDiff): readonly ChangeLine[] {
  const lines: ChangeLine[] = [
    ...added.filter((part) => !isTold(part, added)).map((part) => line('added', part)),
    ...removed.filter((part) => !isTold(part, removed)).map((part) => line('removed', part)),
    ...changed.map(({ after, settings }: PartChange): ChangeLine => ({ sign: 'changed', part: after, settings })),
  ];
  return lines.toSorted((one, other) => rankOf(one) - rankOf(other));
}

const line = (sign: 'added' | 'removed', part: Part): ChangeLine => ({ sign, part, settings: [] });

/** What goes without saying: a plain flow at an element that came or went too, what an unnamed data object holds. */
function isTold({ kind, name, settings, sourceId, targetId }: Part, beside: readonly Part[]): boolean {
  if (kind === 'dataObject') return name === undefined;
  const isPlain = name === undefined && settings.condition === undefined;
  return kind === 'sequenceFlow' && isPlain && beside.some(({ id }) => id === sourceId || id === targetId);
}

export const signs = { added: '+', removed: '−', changed: '~' } as const;

/** What no place on the diagram stands for. */
const beside: ReadonlySet<string> = new Set([
  'process',
  'form',
  'test',
  'message',
  'signal',
  'error',
  'escalation',
  'dataStore',
  'dataObject',
  'correlationKey',
  'correlationProperty',
]);

export const isDrawn = ({ kind }: Part): boolean => !beside.has(kind);
