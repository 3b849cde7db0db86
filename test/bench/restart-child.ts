/** `restart-child.ts busy|ours|raw FILE`: works until it is killed, or opens what was left and says how long the first task took. */
const [, , mode, file = ''] = process.argv;
// Each loads what it needs before it is measured.
const { default: Database } = await import('better-sqlite3');
const library = mode === 'raw' ? undefined : await import('@fortnight/runtime');
const startedAt = performance.now();
const say = (): void =>
  console.log(JSON.stringify({ ms: performance.now() - startedAt, megabytes: process.memoryUsage.rss() / 1e6 }));

if (!library) {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  const task = database.prepare("SELECT id FROM tasks WHERE state = 'open' LIMIT 1").get() as { id: string };
  database.prepare("UPDATE tasks SET state = 'completed' WHERE id = ?").run(task.id);
  say();
} else {
  const { createRuntime, hostPrincipal } = library;
  const runtime = await createRuntime({ database: `sqlite:${file}` });
  const openTask = async (): Promise<string> => {
    const { items } = await runtime.listTasks(hostPrincipal, { state: 'open', limit: 1 });
    return items[0]?.id ?? '';
  };
  await runtime.completeTask(hostPrincipal, await openTask(), {});
  if (mode === 'busy') {
    console.log('at work');
    for (;;) await runtime.completeTask(hostPrincipal, await openTask(), {});
  }
  say();
  await runtime.close();
}
