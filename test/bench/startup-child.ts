/** Opens a database, completes one task, and says how long that took. */
import { createRuntime, hostPrincipal } from '@fortnight/runtime';

const startedAt = performance.now();
const runtime = await createRuntime({ database: process.argv[2] ?? '' });
const { items } = await runtime.listTasks(hostPrincipal, { state: 'open', limit: 1 });
await runtime.completeTask(hostPrincipal, items[0]?.id ?? '', {});
console.log(JSON.stringify({ ms: performance.now() - startedAt, megabytes: process.memoryUsage.rss() / 1e6 }));
await runtime.close();
