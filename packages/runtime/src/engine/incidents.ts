/** What stands still because something went wrong. */
import type { Incident, ListIncidentsQuery, Page, ResolvedIncident, ResolveIncident } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { actorOf } from './actor.ts';
import { advance } from './advance.ts';
import type { IncidentFilter } from './host.ts';
import { splitId } from './ids.ts';
import { pageOf } from './instances.ts';
import type { InstanceRecord } from './records.ts';
import { EngineRefused, notFound } from './refusal.ts';
import type { Runner } from './runner.ts';
import { incidentOf } from './views/incident.ts';
import { assertMayManage, mayRead, sightOf } from './visibility.ts';

export function createIncidents(runner: Runner) {
  const { host, versions } = runner;
  return {
    async listIncidents(by: Principal, query: ListIncidentsQuery): Promise<Page<Incident>> {
      const reader = await runner.reader(by);
      const filter: IncidentFilter = {
        state: query.state,
        ...(query.instanceId !== undefined && { instanceId: query.instanceId }),
        ...(query.processId !== undefined && { processId: query.processId }),
        ...(query.elementId !== undefined && { elementId: query.elementId }),
        ...(query.groupId !== undefined && { groupId: query.groupId }),
        ...(query.code !== undefined && { code: query.code }),
      };
      const { items, nextCursor } = host.reads.listIncidents(filter, sightOf(reader), pageOf(query));
      const incidents: Incident[] = [];
      const cases = new Map<string, InstanceRecord | undefined>();
      for (const incident of items) {
        const { instanceId } = incident;
        if (!cases.has(instanceId)) cases.set(instanceId, host.reads.instances.get(instanceId));
        const record = cases.get(instanceId);
        if (record) incidents.push(incidentOf(incident, record, await versions.get(record.versionId)));
      }
      return { items: incidents, nextCursor };
    },

    /** Tries again what stood still; says whether it went on, or what stopped it once more. */
    async resolveIncident(by: Principal, id: string, { reason }: ResolveIncident): Promise<ResolvedIncident> {
      const reader = await runner.reader(by);
      const { instanceId, localId } = splitId('incident', id);
      return runner.command((tx, knowledge) => {
        const incident = tx.incidents.get(id);
        const record = tx.instances.get(instanceId);
        if (!incident || !record || !mayRead(tx, reader, record)) throw notFound('incident', id);
        assertMayManage(tx, by, record.processId, 'resolve its incidents');
        if (incident.state !== 'open')
          throw new EngineRefused(409, 'incident-not-open', `The incident ${id} is resolved already.`, { id });
        const { stepped } = advance(tx, knowledge, record, {
          type: 'resolveIncident',
          incidentId: localId,
          by: actorOf(by),
          ...(reason !== undefined && { reason }),
        });
        const again = stepped.events.find(
          (event) => event.type === 'incidentRaised' && event.elementId === incident.elementId && event.code === incident.code,
        );
        return again?.type === 'incidentRaised'
          ? { incidentId: id, isResolved: false, code: again.code, message: again.message }
          : { incidentId: id, isResolved: true };
      });
    },
  };
}
