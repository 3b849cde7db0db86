import type { Outline } from '@fortnight/shared/contract';
import { type ProcessNode, walkNodes } from '@fortnight/shared/model';

/** The tables' fourth migration: one statement an entry. */
export const outlineSchema: readonly string[] = [
  'ALTER TABLE versions ADD COLUMN outline TEXT',
  'ALTER TABLE drafts ADD COLUMN outline TEXT',
];

/** Counts the three sales elements of a process, at every depth. */
export function outlineOf(process: ProcessNode): Outline {
  const extensions = [...walkNodes(process)].map(({ node }) => node.extension);
  const count = (kind: 'stage' | 'approval' | 'checkpoint') => extensions.filter((each) => each[kind]).length;
  return { stageCount: count('stage'), approvalCount: count('approval'), checkpointCount: count('checkpoint') };
}
