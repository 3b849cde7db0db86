import { z } from 'zod';
import { formSchema } from './form.ts';
import { limits } from './limits.ts';
import { playsSchema } from './play.ts';
import { problemSchema } from './problem-document.ts';
import { capabilitiesSchema } from './task.ts';
import { outlineSchema, versionSchema, versionStateSchema } from './version.ts';
import { commentTextSchema, idSchema, instantSchema, nameSchema, page, pageQuerySchema, variablesSchema } from './wire.ts';

const ncName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
/** A process id is the BPMN id of the process: an XML name. */
export const processIdSchema = idSchema.regex(
  ncName,
  'expected an XML name: a letter or underscore, then letters, digits, dots, dashes',
);

/** What a process asks before a version of it is published. */
export const reviewSettingSchema = z
  .strictObject({
    approvals: z
      .number()
      .int('expected a whole number')
      .min(1, 'expected 1 or more')
      .max(limits.reviewApprovals, `expected at most ${limits.reviewApprovals}`)
      .meta({ description: 'How many admins approve; a touched checkpoint asks the second line besides.' }),
  })
  .meta({ id: 'ReviewSetting' });
export type ReviewSetting = z.infer<typeof reviewSettingSchema>;

/** A process in a list: what runs, what is drafted, who owns it. */
/** A version with its share of the new cases, per cent of those that are drawn. */
export const takingVersionSchema = z.object({ version: z.number().int(), share: z.number().min(0).max(100) });
export type TakingVersion = z.infer<typeof takingVersionSchema>;

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
    /** Cases that run on versions that take no new ones. */
    runningOnOlderCount: z.number().int(),
    openIncidentCount: z.number().int(),
    draft: z
      .object({
        etag: z.string(),
        savedAt: instantSchema,
        savedBy: z.string().nullable(),
        errorCount: z.number().int(),
        warningCount: z.number().int(),
        baseVersion: z.number().int().nullable().meta({ description: 'The version that it goes on from.' }),
      })
      .nullable(),
    openVersion: versionSchema
      .nullable()
      .meta({ description: 'What was proposed and is neither published nor closed; null for whoever only works on cases.' }),
    takes: z.array(takingVersionSchema).meta({
      description: 'Which versions new cases take now: the live one, then those that are rolled out, the first begun first.',
    }),
    hasRollout: z.boolean().meta({ description: 'A version of it is or was rolled out by share.' }),
    review: reviewSettingSchema.nullable().meta({ description: 'Null where the process does not ask for review.' }),
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
    decisions: draftContentSchema.shape.decisions.unwrap().optional(),
    settings: variablesSchema.optional(),
    lang: z.string().max(35).optional(),
  })
  .meta({ id: 'CreateProcess' });
export type CreateProcess = z.infer<typeof createProcessSchema>;
export const updateProcessSchema = z
  .strictObject({
    name: nameSchema.optional(),
    owner: idSchema.optional(),
    review: reviewSettingSchema.nullable().optional().meta({ description: 'Set by admins; null: asks for no review.' }),
  })
  .meta({ id: 'UpdateProcess' });
export type UpdateProcess = z.infer<typeof updateProcessSchema>;
export const duplicateProcessSchema = z
  .strictObject({ id: processIdSchema.optional(), name: nameSchema })
  .meta({ id: 'DuplicateProcess' });
export type DuplicateProcess = z.infer<typeof duplicateProcessSchema>;

const failedPlaysReason = commentTextSchema
  .optional()
  .meta({ description: 'Why it goes on though a test does not pass; stays on record.' });
const blackoutReason = commentTextSchema
  .optional()
  .meta({ description: 'Why an admin lets it go live during a blackout; where review is asked for, never the maker.' });
const versionTag = z.string().trim().min(1).max(100).optional();
const etag = z.string().max(200).optional().meta({ description: 'The draft that was looked at; another one meanwhile is 412.' });
export const publishSchema = z
  .strictObject({
    version: z.number().int().positive().optional().meta({ description: 'A version that was proposed; the draft unless given.' }),
    at: instantSchema
      .optional()
      .meta({ description: 'When an approved version is published; now unless given, or where it is over.' }),
    note: commentTextSchema.optional(),
    versionTag,
    etag,
    failedPlaysReason,
    overrideReason: commentTextSchema
      .optional()
      .meta({ description: 'Why an admin, never the maker, publishes without the review that the process asks for.' }),
    blackoutReason,
  })
  .meta({ id: 'Publish' });
export type Publish = z.infer<typeof publishSchema>;
export const proposeSchema = z
  .strictObject({
    note: commentTextSchema.optional(),
    versionTag,
    etag,
    failedPlaysReason,
    replaces: z.number().int().positive().optional().meta({ description: 'The open version that this one takes the place of.' }),
  })
  .meta({ id: 'Propose' });
export type Propose = z.infer<typeof proposeSchema>;
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
    versionTag,
    failedPlaysReason,
    blackoutReason,
    propose: z
      .boolean()
      .optional()
      .meta({ description: 'Makes versions in review instead of publishing; drafts stay as they are.' }),
  })
  .meta({ id: 'Deploy' });
export type Deploy = z.infer<typeof deploySchema>;
/** What is said of the zip of a bundle; note and tag are those of the bundle unless given. */
export const deployBundleSchema = z.strictObject({
  note: commentTextSchema.optional(),
  versionTag,
  failedPlaysReason,
  blackoutReason,
  propose: z.boolean().optional(),
});
export type DeployBundle = z.infer<typeof deployBundleSchema>;
/** Three of them, at nine bytes a character, pass where addresses are bounded; longer ones go in the body. */
const inAddress = z.string().trim().min(1).max(limits.textInAddress).optional();
/** The same, as the address says it. */
export const deployBundleQuerySchema = deployBundleSchema.extend({
  note: inAddress,
  failedPlaysReason: inAddress,
  blackoutReason: inAddress,
  propose: z.stringbool().optional(),
});
const deployedSchema = z.object({
  processId: z.string(),
  version: z.number().int(),
  versionId: z.string(),
  created: z.boolean(),
  state: versionStateSchema,
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
