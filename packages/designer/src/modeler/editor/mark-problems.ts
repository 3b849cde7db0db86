import type { ElementRegistry } from '../services.ts';

export interface Overlays {
  add(elementId: string, type: string, overlay: object): string;
  remove(filter: { readonly type: string }): void;
}

interface Marked {
  readonly elementId: string;
  readonly severity: 'error' | 'warning' | 'info';
}

const type = 'problem';

/** Puts a sign at the corner of each element that something is wrong with; the worst of several wins. */
export function markProblems(overlays: Overlays, registry: ElementRegistry, problems: readonly Marked[]): void {
  overlays.remove({ type });
  const worst = new Map<string, Marked['severity']>();
  for (const { elementId, severity } of problems) if (worst.get(elementId) !== 'error') worst.set(elementId, severity);
  for (const [id, severity] of worst) {
    const element = registry.get(id);
    if (!element || element.waypoints || element.parent === undefined || element.parent === null) continue;
    const sign = document.createElement('div');
    sign.className = `problem-sign problem-sign-${severity}`;
    sign.textContent = '!';
    sign.setAttribute('aria-hidden', 'true');
    overlays.add(id, type, { position: { top: -8, left: -8 }, html: sign });
  }
}
