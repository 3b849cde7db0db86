#!/usr/bin/env node
/** The command line. */
const [major = 0] = process.versions.node.split('.').map(Number);
// An older Node would crash without a word when it loads the database.
if (major < 24) {
  console.error(
    `Fortnight needs Node 24 or newer; this is ${process.version}. "npm start" and "pnpm fortnight" bring their own.`,
  );
  process.exit(1);
}
const { run } = await import('./cli/index.ts');
const code = await run(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;

export {};
