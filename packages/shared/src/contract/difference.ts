import { z } from 'zod';
import { jsonSchema } from './wire.ts';

const expected = { error: 'expected a version number, or draft' };
const whichSchema = z.union([z.literal('draft'), z.coerce.number().int().positive()], expected);
/** Two versions of a process; `draft` is what is drawn now. */
export const diffQuerySchema = z.object({ from: whichSchema, to: whichSchema });
export type DiffQuery = z.infer<typeof diffQuerySchema>;

const partSchema = z
  .object({
    kind: z.string().meta({ description: 'The BPMN tag, or `form`.' }),
    id: z.string(),
    name: z.string().optional(),
    parentId: z.string().optional(),
    sourceId: z.string().optional(),
    targetId: z.string().optional(),
    settings: z.record(z.string(), jsonSchema),
  })
  .meta({ id: 'Part' });
const settingChangeSchema = z.object({
  field: z.string().meta({ description: 'The names that lead to it, such as `extension.approval.mode`.' }),
  items: z.array(z.string()).meta({ description: 'The items of lists on the way, by what they are known by.' }),
  before: jsonSchema.optional(),
  after: jsonSchema.optional(),
});
const namedSchema = z.object({ added: z.array(z.string()), removed: z.array(z.string()), changed: z.array(z.string()) });

export const differenceSchema = z
  .object({
    from: whichSchema,
    to: whichSchema,
    isSame: z.boolean().meta({ description: 'Nothing that runs differs, and no test; the layout may.' }),
    added: z.array(partSchema),
    removed: z.array(partSchema),
    changed: z.array(z.object({ before: partSchema, after: partSchema, settings: z.array(settingChangeSchema) })),
    redrawn: z.array(z.string()).meta({ description: 'Ids of what only looks otherwise.' }),
    tests: namedSchema,
    settings: namedSchema,
    touchedCheckpoints: z.array(z.string()).meta({ description: 'Checkpoints that a review would ask the second line for.' }),
  })
  .meta({ id: 'Difference' });
export type Difference = z.infer<typeof differenceSchema>;
