/** The browsable reference: Swagger UI from our own node_modules, nothing from a CDN. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

// Addresses are relative, so that the page works wherever a host mounts the app.
const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fortnight API</title>
<link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="reference"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body>
</html>
`;
const start = `SwaggerUIBundle({ url: 'v1/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });\n`;

export const referencePage = () =>
  new Hono()
    .get('/', (context) => context.html(html))
    .get('/start.js', (context) => context.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
    .get('/:asset', async (context, next) => {
      const asset = context.req.param('asset');
      const type = assets[asset];
      if (type === undefined) return next();
      return context.body(new Uint8Array(await readFile(join(folder, asset))), 200, {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=86400',
      });
    });
