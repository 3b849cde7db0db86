import { z } from 'zod';
import { blackoutOverrideSchema, closureSchema } from './blackout.ts';
import { figureIdSchema } from './figure.ts';
import { formSchema } from './form.ts';
import { playsSchema } from './play.ts';
import { instantSchema, page } from './wire.ts';

/** What was known to fail when a version was published, and why it was published all the same. */
export const failedPlaysSchema = z
  .object({
    reason: z.string(),
    plays: z.array(z.object({ id: z.string(), name: z.string(), verdict: z.enum(['fails', 'out-of-date']) })),
  })
  .meta({ id: 'FailedPlays' });
export type FailedPlays = z.infer<typeof failedPlaysSchema>;

/** How much a process holds of what sells, and what it is to reach. */
export const outlineSchema = z
  .object({
    stageCount: z.number().int(),
    approvalCount: z.number().int(),
    checkpointCount: z.number().int(),
    targets: z
      .array(z.object({ figure: figureIdSchema, elementId: z.string().nullable(), target: z.number() }))
      .meta({ description: 'Of its figures, as its document says them: an iteration begins with them.' }),
  })
  .meta({ id: 'Outline' });
export type Outline = z.infer<typeof outlineSchema>;

export const versionStateSchema = z.enum(['inReview', 'declined', 'withdrawn', 'approved', 'live', 'draining', 'retired']);
export type VersionState = z.infer<typeof versionStateSchema>;

/** How a version was proposed, and how far its review is. */
export const proposalSchema = z
  .object({
    /** The process that was proposed; another one for the other pools of its document. */
    processId: z.string(),
    version: z.number().int(),
    proposedBy: z.string().nullable(),
    proposedAt: instantSchema,
    basedOn: z.number().int().nullable().meta({ description: 'The version that its draft went on from.' }),
    against: z.number().int().nullable().meta({ description: 'The version that was live then: what it is compared with.' }),
    approvalsWanted: z.number().int().meta({ description: 'How many admins; 0 where no review is asked for.' }),
    isRiskWanted: z.boolean().meta({ description: 'A checkpoint was touched, so the second line approves as well.' }),
    approvals: z.array(z.object({ by: z.string(), roles: z.array(z.enum(['admin', 'risk'])), at: instantSchema })),
    openCommentCount: z.number().int(),
    publishAt: instantSchema.nullable().meta({ description: 'When it is published by itself, once it is approved.' }),
    scheduledBy: z.string().nullable(),
    held: closureSchema.nullable().meta({ description: 'The blackout in which that time lies: it waits for its end.' }),
    blackoutReason: z
      .string()
      .nullable()
      .meta({ description: 'Why its time lies in a blackout all the same; a period that comes besides holds it back.' }),
    closedBy: z.string().nullable(),
    closedAt: instantSchema.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it was declined or withdrawn.' }),
    replacedBy: z.number().int().nullable().meta({ description: 'The version that took its place before it was published.' }),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposalSchema>;

/** A version: immutable, numbered, named by the hash of its content. */
export const versionSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    version: z.number().int(),
    versionTag: z.string().nullable(),
    name: z.string(),
    state: versionStateSchema,
    share: z.number().nullable().meta({ description: 'Its part of the new cases, per cent; null where it takes none.' }),
    note: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    publishedBy: z.string().nullable(),
    publishedAt: instantSchema.nullable().meta({ description: 'Null for a version that was never live.' }),
    overrideReason: z.string().nullable().meta({ description: 'Why it was published without the review that was asked for.' }),
    blackoutOverrides: z
      .array(blackoutOverrideSchema)
      .meta({ description: 'Why it went live, or took more cases, during a blackout; the oldest first.' }),
    proposal: proposalSchema.nullable().meta({ description: 'Null for one that was published at once.' }),
    contentHash: z.string(),
    isLayoutOnly: z.boolean(),
    failedPlays: failedPlaysSchema.nullable().meta({ description: 'Null where every test passed.' }),
    runningCount: z.number().int(),
  })
  .meta({ id: 'Version' });
export type Version = z.infer<typeof versionSchema>;
export const versionPageSchema = page(versionSchema);
export const versionDetailSchema = versionSchema
  .extend({
    bpmn: z.string(),
    forms: z.array(formSchema),
    decisions: z.array(z.object({ id: z.string(), name: z.string(), content: z.string() })),
    tests: playsSchema.meta({ description: 'What is played before it is published.' }),
  })
  .meta({ id: 'VersionDetail' });
export type VersionDetail = z.infer<typeof versionDetailSchema>;
