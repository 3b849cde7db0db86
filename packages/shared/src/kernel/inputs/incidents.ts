/** An incident is resolved: what it stopped is tried again. */

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
};
