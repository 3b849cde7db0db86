/** The sign of a token at its element: how many, since when. Built of nodes, never of markup: names are anybody's text. */
import type { CaseLook } from '../features/looks/index.ts';

export function badgeFor({ state, tokens = 1, note }: CaseLook): HTMLElement {
  const badge = document.createElement('div');
  badge.className = `case-badge case-badge-${state}`;
  const count = document.createElement('b');
  count.textContent = state === 'failed' ? `! ${tokens > 1 ? tokens : ''}`.trim() : String(tokens);
  badge.append(count);
  if (note) {
    const text = document.createElement('span');
    text.textContent = note;
    badge.append(text);
  }
  return badge;
}
