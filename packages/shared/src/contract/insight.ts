import { z } from 'zod';
import { incidentGroupSchema } from './incident.ts';
import { iterationReminderSchema, iterationSummarySchema } from './iteration.ts';
import { waitingVersionSchema } from './review.ts';
import { taskSchema } from './task.ts';
import { instantSchema, jsonSchema } from './wire.ts';

/** How many cases stand in each stage of a process now. */
export const stageCountSchema = z
  .object({
    elementId: z.string(),
    name: z.string(),
    order: z.number().optional(),
    target: z.string().optional(),
    count: z.number().int(),
    overTargetCount: z.number().int(),
    lostCount: z.number().int().optional(),
    /** Ended here neither won nor lost: cancelled, or at an end without outcome. */
    endedCount: z.number().int().optional(),
    /** Sums of the variable declared as money, by currency. */
    amounts: z.record(z.string(), z.number()).optional(),
  })
  .meta({ id: 'StageCount' });
export type StageCount = z.infer<typeof stageCountSchema>;

/** A version's stages as a map with live counts. */
export const funnelSchema = z
  .object({
    processId: z.string(),
    version: z.number().int().nullable(),
    runningCount: z.number().int(),
    stages: z.array(stageCountSchema),
    /** Ways between stages: forward, back, or out as won, lost or ended (neither). `to` null: the case ended there. */
    moves: z.array(
      z.object({
        from: z.string().nullable(),
        to: z.string().nullable(),
        kind: z.enum(['forward', 'back', 'lost', 'won', 'ended']),
        count: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'Funnel' });
export type Funnel = z.infer<typeof funnelSchema>;

export const changeSchema = z
  .object({
    at: instantSchema,
    code: z.string(),
    params: z.record(z.string(), jsonSchema),
    processId: z.string().optional(),
    instanceId: z.string().optional(),
    by: z.string().nullable(),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof changeSchema>;

/** What the first screen shows to this reader. */
export const homeSchema = z
  .object({
    tasks: z.object({
      items: z.array(taskSchema),
      mineCount: z.number().int(),
      groupsCount: z.number().int(),
      overdueCount: z.number().int(),
    }),
    processes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        runningCount: z.number().int(),
        stages: z.array(stageCountSchema),
        draftErrorCount: z.number().int(),
      }),
    ),
    changes: z.array(changeSchema),
    incidentGroups: z.array(incidentGroupSchema),
    waitingVersions: z.array(waitingVersionSchema).meta({ description: 'What the reader is to review or publish.' }),
    iterations: z
      .array(iterationSummarySchema)
      .meta({ description: 'Those that run, of processes that the reader draws or watches.' }),
    iterationReminders: z.array(iterationReminderSchema).meta({ description: 'What iterations want of the reader now.' }),
  })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof homeSchema>;

export const operationsHealthSchema = z
  .object({
    at: instantSchema,
    incidents: z.object({ openCount: z.number().int(), caseCount: z.number().int() }),
    jobs: z.array(
      z.object({
        type: z.string(),
        waitingCount: z.number().int(),
        activeCount: z.number().int(),
        oldestAt: instantSchema.nullable(),
        workerCount: z.number().int(),
      }),
    ),
    timers: z.object({
      overdueCount: z.number().int(),
      dueWithinHourCount: z.number().int(),
      dueTodayCount: z.number().int(),
      firedLateCount: z.number().int(),
    }),
    outbox: z.object({ waitingCount: z.number().int(), oldestAt: instantSchema.nullable(), failingCount: z.number().int() }),
    database: z.object({
      kind: z.enum(['sqlite', 'postgres', 'memory']),
      sizeBytes: z.number(),
      freeBytes: z.number().nullable(),
      lastBackupAt: instantSchema.nullable(),
    }),
    commands: z.object({ count: z.number().int(), p99Ms: z.number().nullable(), perCommit: z.number().nullable() }),
    demo: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  })
  .meta({ id: 'OperationsHealth' });
export type OperationsHealth = z.infer<typeof operationsHealthSchema>;
