import { z } from 'zod';
import { fileSchema } from './collaboration.ts';
import { incidentSchema } from './incident.ts';
import { limits } from './limits.ts';
import { stopNoteSchema } from './stop.ts';
import { capabilitiesSchema, taskSchema } from './task.ts';
import {
  businessKeySchema,
  commentTextSchema,
  idSchema,
  instantSchema,
  jsonSchema,
  page,
  pageQuerySchema,
  storedVariablesSchema,
  variablesSchema,
} from './wire.ts';

export const instanceStateSchema = z.enum(['active', 'completed', 'terminated', 'suspended', 'failed']);
export const caseOutcomeSchema = z.enum(['won', 'lost', 'neutral']);

/** A place where an instance stands. */
export const tokenSchema = z
  .object({
    id: z.string(),
    elementId: z.string(),
    elementKind: z.string(),
    elementName: z.string(),
    /** What it does there: waits for a task, a job, a timer, a message, a called case; or stands still with an incident, or for a stop. */
    waitsFor: z.string().optional(),
    since: instantSchema,
    loopCounter: z.number().int().optional(),
    incidentId: z.string().optional(),
  })
  .meta({ id: 'Token' });
export type Token = z.infer<typeof tokenSchema>;

export const stagePlaceSchema = z.object({
  elementId: z.string(),
  name: z.string(),
  order: z.number().optional(),
  visit: z.number().int(),
  enteredAt: instantSchema,
  targetAt: instantSchema.optional(),
});

const summaryShape = {
  id: z.string(),
  processId: z.string(),
  processName: z.string(),
  version: z.number().int(),
  versionId: z.string(),
  state: instanceStateSchema,
  outcome: caseOutcomeSchema.optional(),
  lossReason: z.string().optional(),
  businessKey: z.string().nullable(),
  caseName: z.string(),
  starter: z.string().nullable(),
  owner: z.string().nullable(),
  startedAt: instantSchema,
  updatedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  /** The case that called this one, and at which of its elements; null for a case that nobody called. */
  parentInstanceId: z.string().nullable(),
  parentElementId: z.string().nullable(),
  /** The case at the top of the calls: itself where nobody called it. */
  rootInstanceId: z.string(),
  stage: stagePlaceSchema.nullable(),
  tokens: z.array(tokenSchema),
  /** The value of the first variable that the process declares as money; absent where it is personal or has none. */
  amount: z.number().optional(),
  /** Of the amount, where the process declares it. */
  currency: z.string().optional(),
  openTaskCount: z.number().int(),
  openIncidentCount: z.number().int(),
};

/** A case in a list: everything but its variables. */
export const instanceSummarySchema = z.object(summaryShape).meta({ id: 'InstanceSummary' });
export type InstanceSummary = z.infer<typeof instanceSummarySchema>;
export const instancePageSchema = page(instanceSummarySchema);

/** A case, as commands answer it. */
export const instanceSchema = z.object({ ...summaryShape, variables: storedVariablesSchema }).meta({ id: 'Instance' });
export type Instance = z.infer<typeof instanceSchema>;

export const listInstancesQuerySchema = pageQuerySchema.extend({
  processId: z.string().max(limits.idLength).optional(),
  /** One state, or several split at commas. */
  state: z
    .string()
    .regex(
      /^(active|completed|terminated|suspended|failed)(,(active|completed|terminated|suspended|failed))*$/,
      'expected states split at commas: active, completed, terminated, suspended, failed',
    )
    .optional(),
  businessKey: z.string().max(limits.businessKeyLength).optional(),
  version: z.coerce.number().int().optional(),
  elementId: z.string().max(limits.idLength).optional(),
  stage: z.string().max(limits.idLength).optional(),
  outcome: caseOutcomeSchema.optional(),
  /** A user id, or `me`. */
  owner: z.string().max(limits.idLength).optional(),
  starter: z.string().max(limits.idLength).optional(),
  /** Those that this case called. */
  parentInstanceId: z.string().max(limits.idLength).optional(),
  hasIncident: z.stringbool().optional(),
  isOverTarget: z.stringbool().optional(),
  /** Parts of words of the case's name, business key or texts, in any language. */
  search: z.string().max(200).optional(),
  sort: z.enum(['-updatedAt', '-startedAt', 'startedAt', 'caseName']).default('-updatedAt'),
});
export type ListInstancesQuery = z.infer<typeof listInstancesQuerySchema>;

/** How the case page tells the stages: one entry a stage of its version, in order. */
export const stageProgressSchema = z
  .object({
    elementId: z.string(),
    name: z.string(),
    order: z.number().optional(),
    state: z.enum(['done', 'now', 'toCome', 'skipped', 'lost']),
    visits: z.number().int(),
    /** Time spent so far, in the stage's calendar. */
    spentMs: z.number(),
    target: z.string().optional(),
    targetMs: z.number().optional(),
    targetAt: instantSchema.optional(),
    lossReasons: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'StageProgress' });
export type StageProgress = z.infer<typeof stageProgressSchema>;

/** One variable as a case's page shows it: with what the process declares of it. */
export const dataItemSchema = z
  .object({
    name: z.string(),
    value: jsonSchema.nullable(),
    type: z.string().optional(),
    currency: z.string().optional(),
    isPersonal: z.boolean(),
    isMasked: z.boolean(),
    isReserved: z.boolean(),
    /** The value before the last change, and who made it. */
    before: jsonSchema.nullable().optional(),
    changedAt: instantSchema.optional(),
    changedBy: z.string().nullable().optional(),
  })
  .meta({ id: 'DataItem' });
export type DataItem = z.infer<typeof dataItemSchema>;

/** A case that another one called, as the page of that one lists it. */
export const calledCaseSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    processName: z.string(),
    version: z.number().int(),
    caseName: z.string(),
    businessKey: z.string().nullable(),
    state: instanceStateSchema,
    outcome: caseOutcomeSchema.optional(),
    /** The call activity that called it. */
    elementId: z.string(),
    startedAt: instantSchema,
    endedAt: instantSchema.nullable(),
    openIncidentCount: z.number().int(),
  })
  .meta({ id: 'CalledCase' });
export type CalledCase = z.infer<typeof calledCaseSchema>;

/** The case that called this one, for those who may read it. */
export const callingCaseSchema = z
  .object({ id: z.string(), processName: z.string(), caseName: z.string(), elementId: z.string(), elementName: z.string() })
  .meta({ id: 'CallingCase' });
export type CallingCase = z.infer<typeof callingCaseSchema>;

/** Everything that the page of one case shows. */
export const instanceDetailSchema = z
  .object({
    ...summaryShape,
    variables: storedVariablesSchema,
    can: capabilitiesSchema,
    /** What keeps it, or a token of it, from going on. */
    stops: z.array(stopNoteSchema),
    processLang: z.string().optional(),
    stages: z.array(stageProgressSchema),
    data: z.array(dataItemSchema),
    tasks: z.array(taskSchema),
    incidents: z.array(incidentSchema),
    files: z.array(fileSchema),
    /** Activities of ad-hoc sub-processes that somebody may begin. */
    startable: z.array(z.object({ elementId: z.string(), name: z.string() })),
    /** The case that called this one; null where none did, or the reader may not read it. */
    parent: callingCaseSchema.nullable(),
    /** The cases that it called, those that the reader may read, the oldest first. */
    children: z.array(calledCaseSchema),
    /** For the diagram: elements that were completed, that were left before they were, and flows that were taken. */
    path: z.object({ elementIds: z.array(z.string()), endedIds: z.array(z.string()), flowIds: z.array(z.string()) }),
  })
  .meta({ id: 'InstanceDetail' });
export type InstanceDetail = z.infer<typeof instanceDetailSchema>;

export const startInstanceSchema = z
  .strictObject({
    processId: idSchema,
    version: z.number().int().positive().optional(),
    versionTag: z.string().min(1).max(100).optional(),
    businessKey: businessKeySchema.optional(),
    variables: variablesSchema.optional(),
  })
  .refine((body) => body.version === undefined || body.versionTag === undefined, {
    path: ['versionTag'],
    message: 'expected version or versionTag, found both',
  })
  .meta({ id: 'StartInstance' });
export type StartInstance = z.infer<typeof startInstanceSchema>;
export const setVariablesSchema = z
  .strictObject({ variables: variablesSchema, reason: commentTextSchema.optional() })
  .meta({ id: 'SetVariables' });
export type SetVariables = z.infer<typeof setVariablesSchema>;
export const cancelInstanceSchema = z
  .strictObject({ reason: commentTextSchema, lossReason: idSchema.optional() })
  .meta({ id: 'CancelInstance' });
export type CancelInstance = z.infer<typeof cancelInstanceSchema>;
export const startActivitySchema = z.strictObject({ elementId: idSchema }).meta({ id: 'StartActivity' });
export type StartActivity = z.infer<typeof startActivitySchema>;
export const withdrawSchema = z.strictObject({ elementId: idSchema, reason: commentTextSchema }).meta({ id: 'Withdraw' });
export type Withdraw = z.infer<typeof withdrawSchema>;
