import type { Incident } from '@fortnight/shared/contract';
import type { IncidentRecord, InstanceRecord } from '../records.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { instant } from './instance.ts';

export const incidentOf = (incident: IncidentRecord, record: InstanceRecord, sheet: VersionSheet): Incident => ({
  id: incident.id,
  instanceId: incident.instanceId,
  processId: incident.processId,
  processName: sheet.name,
  version: incident.version,
  businessKey: record.businessKey,
  caseName: record.caseName,
  elementId: incident.elementId,
  elementKind: incident.elementKind,
  elementName: nameOf(sheet, incident.elementId),
  code: incident.code,
  message: incident.message,
  params: { ...incident.params },
  state: incident.state,
  raisedAt: instant(incident.raisedAt),
  ...(incident.resolvedAt !== null && { resolvedAt: instant(incident.resolvedAt), resolvedBy: incident.resolvedBy }),
  ...(incident.jobType !== null && { jobType: incident.jobType }),
  owner: record.owner,
  groupId: incident.groupId,
});
