/** An incident is resolved: what it stopped is tried again. Where a stop's end did not help, another takes its place. */

import { about } from '../parts/about.ts';
import { refusal } from '../parts/rejection.ts';
import { retry } from '../parts/retry.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { Takers } from './taker.ts';

export const incidentTakers: Takers = {
  resolveIncident(run, { incidentId, by, reason }) {
    const incident = firstHaving(run.draft.incidents, 'id', incidentId);
    if (!incident) return refusal('incident-not-open', `There is no open incident ${incidentId}.`);
    // Whoever brought it there was answered before the stop ended: what a rule refuses now is an incident.
    if (incident.stop !== undefined) run.isCommand = false;
    retry(run, incident, reason === undefined ? { by } : { by, reason });
    return undefined;
  },
  failGoOn(run, { incidentId, message }) {
    const incident = firstHaving(run.draft.incidents, 'id', incidentId);
    const token = incident?.tokenId === undefined ? undefined : run.token(incident.tokenId);
    if (!token || incident?.stop === undefined || incident.retry === undefined)
      return refusal('incident-not-open', `No token stands still for a stop by the incident ${incidentId}.`);
    const { retry: again, element, doneBy } = incident;
    run.emit({ type: 'incidentResolved', ...about(run.element(element)), incidentId });
    run.raise(token, 'go-on-failed', message, again, doneBy === undefined ? {} : { doneBy });
    return undefined;
  },
};
