/** Tries again what an incident stopped. */

import type { Actor } from '../input.ts';
import type { OpenIncident } from '../state.ts';
import { about } from './about.ts';
import { goOn, leave } from './leave.ts';
import type { Run } from './run.ts';
import { beginWork, work } from './work.ts';

export function retry(run: Run, incident: OpenIncident, how: { readonly by?: Actor; readonly reason?: string }): void {
  const element = run.element(incident.element);
  const where = { ...about(element), incidentId: incident.id };
  run.emit({ type: 'incidentResolved', ...where, ...how });
  const token = incident.tokenId === undefined ? undefined : run.token(incident.tokenId);
  if (!token || (incident.retry && run.standsStill(token, incident.retry, incident.doneBy))) return;
  switch (incident.retry) {
    case 'arrive':
      run.moves.push({ tokenId: token.id, phase: 'arrive' });
      return;
    case 'place':
      run.moves.push({ tokenId: token.id, phase: 'arrive', unguarded: true });
      return;
    case 'begin':
      beginWork(run, token);
      return;
    case 'arm':
      run.handler(element).arm?.(run, token, element, 'arm');
      return;
    case 'work':
      work(run, token);
      return;
    case 'inside':
      run.handler(element).onInside?.(run, token, element);
      return;
    case 'complete':
      leave(run, token, incident.doneBy);
      return;
    case 'leave':
      goOn(run, token, incident.doneBy);
      return;
  }
}
