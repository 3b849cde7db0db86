/** Whether a node asks for something that nobody carries out: refused at deploy, never left out in silence. */
import type { FlowNode } from '../../model/index.ts';
import type { ElementHandler } from '../elements/handler.ts';

/** Extensions that only describe. */
const describing = new Set(['documentation', 'labels']);

const loopKinds = ['standardLoopCharacteristics', 'multiInstanceLoopCharacteristics'];

/** Names the first thing that is not carried out; undefined when all of it is. */
export function notSupported(
  node: FlowNode,
  handler: ElementHandler | undefined,
  variant: string | undefined,
): string | undefined {
  if (!handler) return variant === undefined ? node.kind : `fortnight:${variant}`;
  const definition = node.eventDefinitions.find(({ kind }) => !handler.eventDefinitions?.includes(kind));
  if (definition) return definition.kind;
  const loops = handler.mayLoop === 'multiInstance' ? ['multiInstanceLoopCharacteristics'] : handler.mayLoop ? loopKinds : [];
  if (node.loop && !loops.includes(node.loop.kind)) return node.loop.kind;
  if (node.triggeredByEvent && !handler.beginsByEvent) return `an event sub-process as fortnight:${variant}`;
  for (const [name, value] of Object.entries(node.extension)) {
    if (describing.has(name) || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    if (!handler.extensions.includes(name)) return `fortnight:${name}`;
  }
  return undefined;
}
