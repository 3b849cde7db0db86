import { addDuration } from '@fortnight/shared/calendar';
import { type FigureId, limits, type Outline } from '@fortnight/shared/contract';
import { isMetricKind, isTargetNumber, type MetricSpec, metricKinds, type ProcessNode, walkNodes } from '@fortnight/shared/model';

/** The tables' fourth migration: one statement an entry. */
export const outlineSchema: readonly string[] = [
  'ALTER TABLE versions ADD COLUMN outline TEXT',
  'ALTER TABLE drafts ADD COLUMN outline TEXT',
];

/** Counts the three sales elements of a process, at every depth, and reads the targets of its figures. */
export function outlineOf(process: ProcessNode): Outline {
  const extensions = [...walkNodes(process)].map(({ node }) => node.extension);
  const count = (kind: 'stage' | 'approval' | 'checkpoint') => extensions.filter((each) => each[kind]).length;
  return {
    stageCount: count('stage'),
    approvalCount: count('approval'),
    checkpointCount: count('checkpoint'),
    targets: firstOfEach(process.extension.metrics.flatMap(targetIn)).slice(0, limits.iterationTargets),
  };
}

/** As it was stored: before there were targets, none was read. */
export const readOutline = (text: string | null | undefined): Outline | null => {
  const stored: (Omit<Outline, 'targets'> & Partial<Outline>) | null = JSON.parse(text ?? 'null');
  return stored && { targets: [], ...stored };
};

/** A target that says nothing that can be measured is the checks' to tell, and none here. */
function targetIn({ kind, element, target }: MetricSpec): Outline['targets'] {
  if (!isMetricKind(kind) || target === undefined) return [];
  const { writtenIn, isOfStep } = metricKinds[kind];
  if (writtenIn !== 'duration' && !isTargetNumber(target, writtenIn)) return [];
  const value = writtenIn === 'duration' ? durationMs(target) : Number(target);
  if (!(value >= 0) || isOfStep !== (element !== undefined)) return [];
  return [{ figure: kind satisfies FigureId, elementId: element ?? null, target: value }];
}

/** A figure has one target, a figure of one step one for each. */
const firstOfEach = (targets: Outline['targets']): Outline['targets'] =>
  targets.filter(
    ({ figure, elementId }, index) =>
      targets.findIndex((each) => each.figure === figure && each.elementId === elementId) === index,
  );

/** Days of 24 hours. */
function durationMs(text: string): number {
  try {
    return addDuration(0, text, 'UTC');
  } catch {
    return Number.NaN;
  }
}
