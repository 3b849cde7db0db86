import { z } from 'zod';
import { commentTextSchema, idSchema, instantSchema, jsonSchema, page, pageQuerySchema } from './wire.ts';

export const incidentSchema = z
  .object({
    id: z.string(),
    instanceId: z.string(),
    processId: z.string(),
    processName: z.string(),
    version: z.number().int(),
    businessKey: z.string().nullable(),
    caseName: z.string(),
    elementId: z.string(),
    elementKind: z.string(),
    elementName: z.string(),
    code: z.string(),
    message: z.string(),
    params: z.record(z.string(), jsonSchema),
    state: z.enum(['open', 'resolved']),
    raisedAt: instantSchema,
    resolvedAt: instantSchema.optional(),
    resolvedBy: z.string().nullable().optional(),
    jobType: z.string().optional(),
    owner: z.string().nullable(),
    /** Names the group of incidents that share a cause. */
    groupId: z.string(),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof incidentSchema>;
export const incidentPageSchema = page(incidentSchema);
export const listIncidentsQuerySchema = pageQuerySchema.extend({
  instanceId: z.string().max(255).optional(),
  processId: z.string().max(255).optional(),
  elementId: z.string().max(255).optional(),
  groupId: z.string().max(255).optional(),
  code: z.string().max(255).optional(),
  state: z.enum(['open', 'resolved']).default('open'),
});
export type ListIncidentsQuery = z.infer<typeof listIncidentsQuerySchema>;

/** Open incidents with one cause: same process, element, code and message. */
export const incidentGroupSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    processName: z.string(),
    versions: z.array(z.number().int()),
    elementId: z.string(),
    elementName: z.string(),
    code: z.string(),
    message: z.string(),
    params: z.record(z.string(), jsonSchema),
    count: z.number().int(),
    firstAt: instantSchema,
    lastAt: instantSchema,
  })
  .meta({ id: 'IncidentGroup' });
export type IncidentGroup = z.infer<typeof incidentGroupSchema>;

/** Resolving tries again; an incident that comes back has a new id. */
export const resolveIncidentSchema = z.strictObject({ reason: commentTextSchema.optional() }).meta({ id: 'ResolveIncident' });
export type ResolveIncident = z.infer<typeof resolveIncidentSchema>;
export const resolveIncidentsSchema = z
  .strictObject({ incidentIds: z.array(idSchema).min(1).max(200), reason: commentTextSchema.optional() })
  .meta({ id: 'ResolveIncidents' });
export type ResolveIncidents = z.infer<typeof resolveIncidentsSchema>;
export const resolvedIncidentSchema = z
  .object({
    incidentId: z.string(),
    /** False: it came back at once, or could not be tried. */
    isResolved: z.boolean(),
    code: z.string().optional(),
    message: z.string().optional(),
  })
  .meta({ id: 'ResolvedIncident' });
export type ResolvedIncident = z.infer<typeof resolvedIncidentSchema>;
