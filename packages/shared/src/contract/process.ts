import { z } from 'zod';
import { formSchema } from './form.ts';
import { limits } from './limits.ts';
import { playsSchema } from './play.ts';
import { problemSchema } from './problem-document.ts';
import { capabilitiesSchema } from './task.ts';
import { commentTextSchema, idSchema, instantSchema, nameSchema, page, pageQuerySchema, variablesSchema } from './wire.ts';

const ncName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
/** A process id is the BPMN id of the process: an XML name. */
export const processIdSchema = idSchema.regex(
  ncName,
  'expected an XML name: a letter or underscore, then letters, digits, dots, dashes',
);

/** What was known to fail when a version was published, and why it was published all the same. */
export const failedPlaysSchema = z
  .object({
    reason: z.string(),
    plays: z.array(z.object({ id: z.string(), name: z.string(), verdict: z.enum(['fails', 'out-of-date']) })),
  })
  .meta({ id: 'FailedPlays' });
export type FailedPlays = z.infer<typeof failedPlaysSchema>;

/** How much a process holds of what sells. */
export const outlineSchema = z
  .object({ stageCount: z.number().int(), approvalCount: z.number().int(), checkpointCount: z.number().int() })
  .meta({ id: 'Outline' });
export type Outline = z.infer<typeof outlineSchema>;

export const versionStateSchema = z.enum(['live', 'draining', 'retired']);
/** A published version: immutable, numbered, named by the hash of its content. */
export const versionSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    version: z.number().int(),
    versionTag: z.string().nullable(),
    name: z.string(),
    state: versionStateSchema,
    note: z.string().nullable(),
    publishedBy: z.string().nullable(),
    publishedAt: instantSchema,
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
    tests: playsSchema.meta({ description: 'What was played before it was published.' }),
  })
  .meta({ id: 'VersionDetail' });
export type VersionDetail = z.infer<typeof versionDetailSchema>;

export const publicationRequestSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    processName: z.string(),
    requestedBy: z.string().nullable(),
    requestedAt: instantSchema,
    note: z.string().optional(),
    versionTag: z.string().optional(),
    draftEtag: z.string(),
  })
  .meta({ id: 'PublicationRequest' });
export type PublicationRequest = z.infer<typeof publicationRequestSchema>;

/** A process in a list: what runs, what is drafted, who owns it. */
export const processSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    labels: z.record(z.string(), z.string()),
    lang: z.string().optional(),
    owner: z.string().nullable(),
    isArchived: z.boolean(),
    liveVersion: versionSchema.nullable(),
    versionCount: z.number().int(),
    runningCount: z.number().int(),
    /** Cases that run on versions before the live one. */
    runningOnOlderCount: z.number().int(),
    openIncidentCount: z.number().int(),
    draft: z
      .object({
        etag: z.string(),
        savedAt: instantSchema,
        savedBy: z.string().nullable(),
        errorCount: z.number().int(),
        warningCount: z.number().int(),
      })
      .nullable(),
    publicationRequest: publicationRequestSchema.nullable(),
    startForm: z.string().optional(),
    outline: outlineSchema.nullable().meta({ description: 'Of the live version, else of the draft.' }),
    can: capabilitiesSchema,
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Process' });
export type Process = z.infer<typeof processSchema>;
export const processPageSchema = page(processSchema);
export const processDetailSchema = processSchema
  .extend({ form: formSchema.nullable().meta({ description: 'The start form of the live version.' }) })
  .meta({ id: 'ProcessDetail' });
export type ProcessDetail = z.infer<typeof processDetailSchema>;
export const listProcessesQuerySchema = pageQuerySchema.extend({
  search: z.string().max(200).optional(),
  /** A user id, or `me`. */
  owner: z.string().max(limits.idLength).optional(),
  archived: z.stringbool().default(false),
  /** Only those that the reader may start a case of. */
  startable: z.stringbool().optional(),
});
export type ListProcessesQuery = z.infer<typeof listProcessesQuerySchema>;

const xmlSchema = z
  .string()
  .min(1, 'expected BPMN XML, found an empty text')
  .max(limits.modelBytes, `expected at most ${limits.modelBytes} characters`);
/** Everything that is drawn and not yet published, under one ETag. */
export const draftContentSchema = z
  .strictObject({
    bpmn: xmlSchema,
    forms: z.array(formSchema).max(200).default([]),
    decisions: z
      .array(z.strictObject({ id: idSchema, name: nameSchema, content: z.string().max(limits.modelBytes) }))
      .max(200)
      .default([]),
    tests: playsSchema.default([]),
    settings: variablesSchema.default({}),
  })
  .meta({ id: 'DraftContent' });
export type DraftContent = z.infer<typeof draftContentSchema>;
export const draftSchema = z
  .object({
    processId: z.string(),
    ...draftContentSchema.shape,
    etag: z.string(),
    savedAt: instantSchema,
    savedBy: z.string().nullable(),
    /** The version that it began from; null for a process that was never published. */
    baseVersion: z.number().int().nullable(),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof draftSchema>;

export const createProcessSchema = z
  .strictObject({
    id: processIdSchema.optional(),
    name: nameSchema,
    bpmn: xmlSchema.optional(),
    forms: z.array(formSchema).max(200).optional(),
    /** Tests of the document's process; they become tests of the new one. */
    tests: playsSchema.optional(),
    lang: z.string().max(35).optional(),
  })
  .meta({ id: 'CreateProcess' });
export type CreateProcess = z.infer<typeof createProcessSchema>;
export const updateProcessSchema = z
  .strictObject({ name: nameSchema.optional(), owner: idSchema.optional() })
  .meta({ id: 'UpdateProcess' });
export type UpdateProcess = z.infer<typeof updateProcessSchema>;
export const duplicateProcessSchema = z
  .strictObject({ id: processIdSchema.optional(), name: nameSchema })
  .meta({ id: 'DuplicateProcess' });
export type DuplicateProcess = z.infer<typeof duplicateProcessSchema>;

const failedPlaysReason = commentTextSchema
  .optional()
  .meta({ description: 'Why it is published though a test does not pass; stays on record.' });
export const publishSchema = z
  .strictObject({
    note: commentTextSchema.optional(),
    versionTag: z.string().trim().min(1).max(100).optional(),
    /** The draft that was looked at; another one meanwhile is 412. */
    etag: z.string().max(200).optional(),
    failedPlaysReason,
  })
  .meta({ id: 'Publish' });
export type Publish = z.infer<typeof publishSchema>;
export const askForPublicationSchema = publishSchema.omit({ failedPlaysReason: true }).meta({ id: 'AskForPublication' });
export type AskForPublication = z.infer<typeof askForPublicationSchema>;
export const deploySchema = z
  .strictObject({
    files: z
      .array(
        z.strictObject({
          name: nameSchema,
          content: z.string().max(limits.modelBytes, `expected at most ${limits.modelBytes} characters`),
        }),
      )
      .min(1, 'expected at least one file')
      .max(limits.deploymentFiles, `expected at most ${limits.deploymentFiles} files`),
    note: commentTextSchema.optional(),
    versionTag: z.string().trim().min(1).max(100).optional(),
    failedPlaysReason,
  })
  .meta({ id: 'Deploy' });
export type Deploy = z.infer<typeof deploySchema>;
const deployedSchema = z.object({
  processId: z.string(),
  version: z.number().int(),
  versionId: z.string(),
  created: z.boolean(),
});
export const deploymentSchema = z
  .object({
    deployments: z.array(deployedSchema),
    problems: z.array(problemSchema).optional().meta({ description: 'Warnings; errors refuse the deployment.' }),
  })
  .meta({ id: 'Deployment' });
export type Deployment = z.infer<typeof deploymentSchema>;

export const publishedSchema = z
  .object({
    version: versionSchema,
    created: z.boolean(),
    problems: z.array(problemSchema),
    others: z
      .array(deployedSchema)
      .optional()
      .meta({ description: 'What was published with it: the other executable pools of the document.' }),
  })
  .meta({ id: 'Published' });
export type Published = z.infer<typeof publishedSchema>;

export const validationRequestSchema = z
  .strictObject({ bpmn: xmlSchema, forms: z.array(formSchema).max(200).optional() })
  .meta({ id: 'ValidationRequest' });
export type ValidationRequest = z.infer<typeof validationRequestSchema>;
export const validationSchema = z.object({ problems: z.array(problemSchema) }).meta({ id: 'Validation' });
export type Validation = z.infer<typeof validationSchema>;
