import { z } from 'zod';
import { limits } from './limits.ts';
import { idSchema, instantSchema, nameSchema, storedVariablesSchema, variablesSchema } from './wire.ts';

export const activateJobsSchema = z
  .strictObject({
    type: nameSchema,
    worker: nameSchema,
    maxJobs: z.number().int().min(1).max(limits.jobsPerActivation).default(1),
    timeoutMs: z.number().int().min(1).max(limits.jobTimeoutMs).default(60_000),
    /** How long to wait when there is no work: a long poll. */
    waitMs: z.number().int().min(0).max(limits.longPollMs).default(0),
  })
  .meta({ id: 'ActivateJobs' });
export type ActivateJobs = z.infer<typeof activateJobsSchema>;

export const jobSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    instanceId: z.string(),
    processId: z.string(),
    version: z.number().int(),
    elementId: z.string(),
    businessKey: z.string().nullable(),
    retries: z.number().int(),
    worker: z.string(),
    /** Until when nobody else gets it. */
    deadlineAt: instantSchema,
    variables: storedVariablesSchema,
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof jobSchema>;
export const activatedJobsSchema = z.object({ jobs: z.array(jobSchema) }).meta({ id: 'ActivatedJobs' });
export type ActivatedJobs = z.infer<typeof activatedJobsSchema>;

const worker = nameSchema.optional();
export const completeJobSchema = z.strictObject({ worker, variables: variablesSchema.optional() }).meta({ id: 'CompleteJob' });
export type CompleteJob = z.infer<typeof completeJobSchema>;
export const failJobSchema = z
  .strictObject({
    worker,
    message: z.string().trim().min(1).max(limits.commentLength),
    retries: z.number().int().min(0).max(100).optional(),
    backoffMs: z.number().int().min(0).max(limits.jobTimeoutMs).optional(),
  })
  .meta({ id: 'FailJob' });
export type FailJob = z.infer<typeof failJobSchema>;
export const throwJobErrorSchema = z
  .strictObject({
    worker,
    errorCode: idSchema,
    message: z.string().max(limits.commentLength).optional(),
    variables: variablesSchema.optional(),
  })
  .meta({ id: 'ThrowJobError' });
export type ThrowJobError = z.infer<typeof throwJobErrorSchema>;
