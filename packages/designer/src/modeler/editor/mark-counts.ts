import type { DiagramElement } from '../diagram.ts';
import { isStage } from '../features/stage-numbers/index.ts';
import type { ElementRegistry } from '../services.ts';
import type { Overlays } from './mark-problems.ts';

/** How many cases stand in each stage now, by the stage's id. */
export type StageCounts = Readonly<Record<string, number>>;

const type = 'stage-count';
const isCollapsed = (element: DiagramElement) => element.collapsed === true && isStage(element);

/** Says on each collapsed stage how many cases stand in it: what is open shows its own inside. */
export function markCounts(overlays: Overlays, registry: ElementRegistry, counts: StageCounts): void {
  overlays.remove({ type });
  for (const { id, width } of registry.filter(isCollapsed)) {
    const count = counts[id];
    if (count === undefined) continue;
    const sign = document.createElement('div');
    sign.className = 'stage-count';
    sign.textContent = String(count);
    overlays.add(id, type, { position: { top: -12, left: width - 30 }, html: sign });
  }
}
