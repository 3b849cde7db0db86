/** An incident is resolved: what it stopped is tried again. */

import { refusal } from '../parts/rejection.ts';
import { retry } from '../parts/retry.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { Takers } from './taker.ts';

export const incidentTakers: Takers = {
  resolveIncident(run, { incidentId, by, reason }) {
    const incident = firstHaving(run.draft.incidents, 'id', incidentId);
    if (!incident) return refusal('incident-not-open', `There is no open incident ${incidentId}.`);
    retry(run, incident, reason === undefined ? { by } : { by, reason });
    return undefined;
  },
};
