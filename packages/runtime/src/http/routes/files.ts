/** Attachments and evidence: up as a stream, down as a download. */

import { fileSchema } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import type { FileUpload } from '../../files/index.ts';
import { caller, createRouter } from '../environment.ts';
import { created, idParams } from '../operation.ts';
import { RequestRefused } from '../problem.ts';
import type { Services } from '../services.ts';

const uploadQuery = z.object({ name: z.string().min(1).max(255).optional(), instanceId: z.string().min(1).max(255).optional() });

/** The upload in a multipart form's `file`, or the raw body with its name in `?name=`. */
async function uploadOf(request: Request, query: z.infer<typeof uploadQuery>): Promise<FileUpload> {
  const belongsTo = query.instanceId === undefined ? {} : { instanceId: query.instanceId };
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'multipart/form-data') {
    const form = await request.formData().catch(() => {
      throw new RequestRefused(400, 'malformed-request', 'The multipart body cannot be read.');
    });
    const file = form.get('file');
    if (!file || typeof file === 'string')
      throw new RequestRefused(400, 'invalid-request', 'Expected the file in the form field “file”.');
    return { name: query.name ?? file.name, type: file.type, content: file.stream(), ...belongsTo };
  }
  if (!query.name || !request.body)
    throw new RequestRefused(
      400,
      'invalid-request',
      'Send the bytes as the body and the file’s name as ?name=, or a multipart form.',
    );
  return { name: query.name, type, content: request.body, ...belongsTo };
}

export const filesRoutes = ({ files }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/files',
        operationId: 'uploadFile',
        tags: ['files'],
        summary: 'Keeps a file, named by the hash of its bytes',
        request: { query: uploadQuery },
        responses: created(fileSchema),
      }),
      async (context) => {
        const upload = await uploadOf(context.req.raw, context.req.valid('query'));
        return context.json(await files.upload(caller(context), upload), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/files/{id}',
        operationId: 'downloadFile',
        tags: ['files'],
        summary: 'Downloads a file',
        request: { params: idParams },
        responses: { 200: { description: 'The bytes', content: { 'application/octet-stream': { schema: z.string() } } } },
      }),
      async (context) => {
        const { file, content } = await files.read(caller(context), context.req.valid('param').id);
        return context.body(content, 200, {
          'Content-Type': file.type,
          'Content-Length': String(file.sizeBytes),
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cache-Control': 'private, no-store',
          ETag: `"${file.sha256}"`,
        });
      },
    );
