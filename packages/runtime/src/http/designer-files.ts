/** Serves the built designer: hashed assets for ever, every other path its page. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Context, MiddlewareHandler } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Fortnight</title>
<p>The API runs. The designer is not built: run <code>npm start</code>, or <code>pnpm --filter @fortnight/designer exec vite build</code>, and load this page again.</p>
`;

const read = (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => undefined,
  );

async function page(context: Context, folder: string): Promise<Response> {
  const index = await read(join(folder, 'index.html'));
  context.header('Cache-Control', 'no-cache');
  return index ? context.body(index, 200, { 'Content-Type': 'text/html; charset=utf-8' }) : context.html(notBuilt, 503);
}

export const designerFiles =
  (folder: string): MiddlewareHandler =>
  async (context, next) => {
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') return next();
    // Built files have plain names: what must be decoded is one of the designer's own addresses.
    const path = normalize(context.req.path);
    const file = join(folder, path);
    const type = types[extname(path)];
    if (type === undefined || !file.startsWith(folder + sep)) return page(context, folder);
    const bytes = await read(file);
    if (!bytes) return path.startsWith('/assets/') ? next() : page(context, folder);
    const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return context.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': cache });
  };
