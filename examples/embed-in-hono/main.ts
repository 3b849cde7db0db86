/** Fortnight inside somebody's own Hono app: their sign-in, their people, their data, two workers in the same process. */
import { readFileSync } from 'node:fs';
import { BpmnError, createRuntime, hostPrincipal, type Principal } from '@fortnight/runtime';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

// Whoever your app has signed in; here a header names them.
const people = [{ id: 'ann', email: 'ann@shop.example', name: 'Ann', roles: ['participant'], groups: ['sales'], isActive: true }];
const principalOf = (id: string | null): Principal | null =>
  people.some((person) => person.id === id)
    ? { userId: id, roles: ['participant'], groups: ['sales'], via: { kind: 'library', id: 'shop' } }
    : null;

const fortnight = await createRuntime({
  database: process.env.DATABASE ?? 'memory:',
  identify: async (headers) => principalOf(headers.get('x-user')),
  directory: async () => ({ users: people }),
});
await fortnight.deploy(hostPrincipal, {
  files: [{ name: 'order.bpmn', content: readFileSync(new URL('order.bpmn', import.meta.url), 'utf8') }],
});

fortnight.worker('credit.check', ({ variables: { amount } }) => {
  if (Number(amount) > 50_000) throw new BpmnError('no-credit', 'The order is above the credit limit.');
  return { limit: 50_000 };
});
fortnight.worker('erp.order', ({ variables: { number } }) => ({ id: `ERP-${number}` }));

const app = new Hono();
app.post('/orders', async (c) => {
  const by = principalOf(c.req.header('x-user') ?? null);
  if (!by) return c.text('Who are you? Send x-user: ann.', 401);
  const order = await c.req.json();
  const { id } = await fortnight.startInstance(by, { processId: 'order', businessKey: order.number, variables: order });
  return c.json({ caseId: id }, 201);
});
app.get('/orders/:caseId', async (c) => {
  const { state, outcome, variables } = await fortnight.getInstance(hostPrincipal, c.req.param('caseId'));
  return c.json({ state, outcome, variables });
});
// The whole API, for inboxes and for whoever else asks: GET /workflow/api/v1/tasks …
app.route('/workflow', fortnight.app);

const port = Number(process.env.PORT ?? 3015);
const server = serve({ fetch: app.fetch, port }, ({ port: taken }) => console.log(`ready http://localhost:${taken}`));
process.once('SIGTERM', () => server.close(() => void fortnight.close()));
