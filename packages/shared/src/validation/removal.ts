import type { Container, FlowNode } from '../model/index.ts';
import type { Fix } from './finding.ts';

/** Takes these nodes of a container away; no fix where its only ends would go with them. */
export function removalOf({ nodes }: Container, gone: readonly FlowNode[]): readonly Fix[] {
  const ids = gone.filter(({ kind }) => kind !== 'boundaryEvent').map(({ id }) => id);
  const isEnd = ({ kind }: FlowNode): boolean => kind === 'endEvent';
  const [only, another] = ids;
  if (only === undefined || (nodes.some(isEnd) && nodes.filter(isEnd).every(({ id }) => ids.includes(id)))) return [];
  return [
    another === undefined
      ? { code: 'remove-element', params: { elementId: only } }
      : { code: 'remove-elements', params: { elementIds: ids.join(' '), count: String(ids.length) } },
  ];
}
