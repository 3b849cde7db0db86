import { z } from 'zod';
import { formSchema } from './form.ts';
import { limits } from './limits.ts';
import { stopNoteSchema } from './stop.ts';
import {
  commentTextSchema,
  idSchema,
  instantSchema,
  jsonSchema,
  page,
  pageQuerySchema,
  storedVariablesSchema,
  variablesSchema,
} from './wire.ts';

export const taskKindSchema = z.enum(['task', 'approval', 'review']);
export const taskStateSchema = z.enum(['open', 'completed', 'cancelled']);

/** A vote as it stands on record. */
export const voteSchema = z
  .object({
    by: z.string().nullable(),
    onBehalfOf: z.string().optional(),
    outcome: z.string(),
    comment: z.string().optional(),
    at: instantSchema,
  })
  .meta({ id: 'Vote' });
export type Vote = z.infer<typeof voteSchema>;

/** A piece of work for a person. Fields may be added; none is renamed or changes its meaning. */
export const taskSchema = z
  .object({
    id: z.string(),
    instanceId: z.string(),
    processId: z.string(),
    processName: z.string(),
    version: z.number().int(),
    elementId: z.string(),
    elementKind: z.string(),
    name: z.string(),
    kind: taskKindSchema,
    state: taskStateSchema,
    /** User ids. */
    assignee: z.string().nullable(),
    candidateUsers: z.array(z.string()),
    candidateGroups: z.array(z.string()),
    businessKey: z.string().nullable(),
    caseName: z.string(),
    /** Who completed the step before. */
    requestedBy: z.string().nullable(),
    onBehalfOf: z.string().optional(),
    createdAt: instantSchema,
    completedAt: instantSchema.optional(),
    /** User id; left out where a rule or a program answered. */
    completedBy: z.string().optional(),
    dueAt: instantSchema.nullable(),
    /** The whole limit as written, such as `PT24H`. */
    limit: z.string().optional(),
    /** Time left, negative when late; working time where `isWorkingTime`. */
    remainingMs: z.number().optional(),
    /** The limit counts in the hours of a calendar. */
    isWorkingTime: z.boolean().optional(),
    formKey: z.string().optional(),
    form: formSchema.optional(),
    /** The ids that `complete` takes; empty where the task has no choice. */
    outcomes: z.array(z.string()),
    outcome: z.string().optional(),
    variables: storedVariablesSchema,
    priority: z.number().optional(),
    votes: z.array(voteSchema).optional(),
    failedRules: z.array(z.object({ id: z.string(), message: z.string().optional() })).optional(),
    loopCounter: z.number().int().optional(),
    /** Why it can't be completed now. */
    stop: stopNoteSchema.optional(),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof taskSchema>;
export const taskPageSchema = page(taskSchema);

export const listTasksQuerySchema = pageQuerySchema.extend({
  instanceId: z.string().max(limits.idLength).optional(),
  processId: z.string().max(limits.idLength).optional(),
  version: z.coerce.number().int().optional(),
  state: taskStateSchema.optional(),
  /** A user id, or `me`. */
  assignee: z.string().max(limits.idLength).optional(),
  group: z.string().max(limits.idLength).optional(),
  elementId: z.string().max(limits.idLength).optional(),
  kind: taskKindSchema.optional(),
  /** `mine`: assigned to me. `groups`: open to me and claimed by nobody. `all`: both, and for admins everybody's. */
  scope: z.enum(['mine', 'groups', 'all']).optional(),
  search: z.string().max(200).optional(),
  dueBefore: instantSchema.optional(),
  sort: z.enum(['dueAt', 'createdAt', '-createdAt']).default('dueAt'),
});
export type ListTasksQuery = z.infer<typeof listTasksQuerySchema>;

export const completeTaskSchema = z
  .strictObject({
    outcome: idSchema.optional(),
    /** Send-back: the element that it goes back to. */
    to: idSchema.optional(),
    return: z.enum(['again', 'direct']).optional(),
    comment: commentTextSchema.optional(),
    variables: variablesSchema.optional(),
    evidence: z
      .array(z.strictObject({ id: idSchema, fileId: idSchema }))
      .max(limits.evidencePerTask)
      .optional(),
  })
  .meta({ id: 'CompleteTask' });
export type CompleteTask = z.infer<typeof completeTaskSchema>;
export const sendBackSchema = z
  .strictObject({ to: idSchema.optional(), return: z.enum(['again', 'direct']).optional(), comment: commentTextSchema })
  .meta({ id: 'SendBack' });
export const delegateTaskSchema = z
  .strictObject({ to: idSchema, reason: commentTextSchema.optional() })
  .meta({ id: 'DelegateTask' });
export type DelegateTask = z.infer<typeof delegateTaskSchema>;
/** What a person has typed so far: "save for later". */
export const taskDraftSchema = z
  .strictObject({
    variables: variablesSchema.optional(),
    comment: z.string().max(limits.commentLength).optional(),
    outcome: idSchema.optional(),
  })
  .meta({ id: 'TaskDraft' });
export type TaskDraft = z.infer<typeof taskDraftSchema>;
/** What one may do with a task or a case, as the server judges it for this reader. */
export const capabilitiesSchema = z
  .array(z.string())
  .meta({ description: 'The actions that the reader may take, such as `claim`, `complete`, `delegate`.' });

export const outcomeChoiceSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string().optional(),
    labels: z.record(z.string(), z.string()),
    isCommentRequired: z.boolean(),
    /** Send-back: where it may go. */
    targets: z.array(z.object({ elementId: z.string(), name: z.string() })),
  })
  .meta({ id: 'OutcomeChoice' });
export type OutcomeChoice = z.infer<typeof outcomeChoiceSchema>;

/** What a decider sees first: the figure, what it was, and where it stands to the policy. */
export const factSchema = z
  .object({
    variable: z.string(),
    type: z.string().optional(),
    currency: z.string().optional(),
    now: jsonSchema.nullable(),
    before: jsonSchema.nullable().optional(),
    better: z.string().optional(),
    policy: z.string().optional(),
    standing: z.enum(['inside', 'near', 'outside', 'unknown']),
  })
  .meta({ id: 'Fact' });
export type Fact = z.infer<typeof factSchema>;

export const signatureSchema = z
  .object({
    index: z.number().int(),
    name: z.string().optional(),
    taskId: z.string().optional(),
    users: z.array(z.string()),
    groups: z.array(z.string()),
    state: z.enum(['voted', 'waiting', 'notYet', 'notNeeded']),
    vote: voteSchema.optional(),
    isYours: z.boolean(),
    remindAt: instantSchema.optional(),
  })
  .meta({ id: 'Signature' });
export type Signature = z.infer<typeof signatureSchema>;

export const checkpointTrailSchema = z
  .object({
    elementId: z.string(),
    name: z.string(),
    regulation: z.string().optional(),
    outcome: z.string().optional(),
    at: instantSchema,
    by: z.string().nullable(),
    reason: z.string().optional(),
    rules: z.array(
      z.object({
        id: z.string(),
        passed: z.boolean(),
        severity: z.enum(['block', 'warn']),
        message: z.string().optional(),
        values: storedVariablesSchema,
      }),
    ),
    evidence: z.array(z.object({ id: z.string(), fileId: z.string() })),
  })
  .meta({ id: 'CheckpointTrail' });
export type CheckpointTrail = z.infer<typeof checkpointTrailSchema>;

export const taskDetailSchema = taskSchema
  .extend({
    processLang: z.string().optional(),
    can: capabilitiesSchema,
    choices: z.array(outcomeChoiceSchema),
    facts: z.array(factSchema),
    approval: z
      .object({
        mode: z.enum(['one', 'all', 'quorum']),
        needed: z.number().int(),
        approved: z.number().int(),
        order: z.enum(['parallel', 'sequential']),
        signatures: z.array(signatureSchema),
      })
      .optional(),
    evidenceWanted: z.array(z.object({ id: z.string(), name: z.string().optional(), required: z.boolean() })),
    checkpoints: z.array(checkpointTrailSchema),
    /** What the requester said when completing the step before. */
    request: z.object({ by: z.string().nullable(), at: instantSchema, comment: z.string().optional() }).optional(),
    /** What happens next, as codes that `shared/i18n` words: by outcome id. */
    whatHappens: z.array(z.object({ outcome: z.string(), code: z.string(), params: z.record(z.string(), jsonSchema) })),
    stage: z.object({ elementId: z.string(), name: z.string(), order: z.number().optional() }).nullable(),
    draft: taskDraftSchema.extend({ savedAt: instantSchema }).optional(),
  })
  .meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof taskDetailSchema>;
