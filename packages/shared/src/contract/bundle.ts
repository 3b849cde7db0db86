import { z } from 'zod';
import { limits } from './limits.ts';
import { processIdSchema } from './process.ts';
import { commentTextSchema, idSchema, instantSchema, nameSchema, variablesSchema } from './wire.ts';

/** How the manifest of a bundle is named; another meaning is another number. */
export const bundleFormat = 'urn:fortnight:bundle:1';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 as 64 lower-case hex digits');
const file = {
  path: z.string().min(1).max(limits.bundlePathLength),
  sha256: sha256Schema.meta({ description: 'Of its text as UTF-8.' }),
};
const bundleFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bpmn'), ...file }),
  z.object({ kind: z.literal('form'), ...file }),
  z.object({ kind: z.literal('plays'), ...file }),
  z.object({ kind: z.literal('decision'), id: idSchema, name: nameSchema, ...file }),
]);
export type BundleFileEntry = z.infer<typeof bundleFileSchema>;

/** `manifest.json` of a bundle: which release it is, and which files are its content. Members that are not known are passed over. */
export const bundleManifestSchema = z
  .object({
    format: z.literal(bundleFormat),
    processId: processIdSchema,
    name: z.string().max(limits.nameLength),
    version: z.number().int().positive(),
    versionTag: z.string().trim().min(1).max(100).optional(),
    note: commentTextSchema.optional(),
    contentHash: sha256Schema.meta({ description: 'The name of the content where it was made.' }),
    createdAt: instantSchema.meta({ description: 'When the version was made.' }),
    server: z.string().max(2_000).optional().meta({ description: 'Where people reach the server that it comes from.' }),
    settings: variablesSchema.optional(),
    files: z.array(bundleFileSchema).max(limits.bundleFiles),
  })
  .meta({ id: 'BundleManifest' });
export type BundleManifest = z.infer<typeof bundleManifestSchema>;
