/** The command line: what `fortnight <command>` runs. */
import { type Command, UsageError } from './usage.ts';

interface Entry {
  /** Behind `fortnight`, such as `backup FILE [--database sqlite:PATH]`. */
  readonly usage: string;
  readonly summary: string;
  /** A command loads what it needs alone: the server is most of the program, and `deploy` only talks to one. */
  readonly load: () => Promise<Command>;
}

const commands: Readonly<Record<string, Entry>> = {
  serve: {
    usage: 'serve [--database sqlite:PATH] [--data DIR] [--port N] [--host HOST] [--address URL] [--demo] [--clock manual]',
    summary: `Serves the designer and the API. Environment: FORTNIGHT_DATABASE, FORTNIGHT_ADMIN_KEY, FORTNIGHT_SECRET, PORT (3014).`,
    load: async () => (await import('./serve.ts')).serve,
  },
  deploy: {
    usage:
      'deploy FILE…|FOLDER|RELEASE.zip [--server http://localhost:3014] [--key KEY] [--note TEXT] [--tag TAG] [--failed-plays-reason TEXT] [--blackout-reason TEXT] [--propose] [--edited]',
    summary:
      'Publishes BPMN files with their forms and tests on a running server, all or none, or proposes them for review. A folder with a manifest, and a zip, are one release: its content, note and tag. --edited takes the files of such a folder as they are now, whatever its manifest says. The key: FORTNIGHT_ADMIN_KEY unless given; the server: FORTNIGHT_SERVER.',
    load: async () => (await import('./deploy.ts')).deploy,
  },
  export: {
    usage: 'export PROCESS[@VERSION] [--to FOLDER|RELEASE.zip] [--server URL] [--key KEY]',
    summary:
      'Writes a release (the live version unless told) into a folder that git can compare, named like the process unless told, or into a zip.',
    load: async () => (await import('./export.ts')).exportRelease,
  },
  diff: {
    usage: 'diff A B [--server URL] [--key KEY] [--to-server URL] [--to-key KEY] [--json]',
    summary:
      'Says in words what B has otherwise than A. Each is a folder, a zip, a BPMN file, or a version at the server: contract@7, contract@draft, contract (the live one); B at --to-server where that is given. Exit code 0: equal, a deployment would make no new version; 1: they differ; 2: they cannot be compared.',
    load: async () => (await import('./diff.ts')).diff,
  },
  promote: {
    usage:
      'promote PROCESS [--version N] --from URL --to URL [--from-key KEY] [--to-key KEY] [--propose] [--failed-plays-reason TEXT] [--blackout-reason TEXT]',
    summary:
      'Takes a release (the live version unless told) from one server to another, with its note and tag, and publishes it there or proposes it. The keys: FORTNIGHT_FROM_KEY and FORTNIGHT_TO_KEY unless given.',
    load: async () => (await import('./promote.ts')).promote,
  },
  lint: {
    usage: 'lint FILE…|FOLDER|RELEASE.zip',
    summary:
      'Says what is wrong with BPMN files; give form files (.json) along, or a folder or a release, to have them checked together.',
    load: async () => (await import('./lint.ts')).lint,
  },
  verify: {
    usage: 'verify FILE [--paths N] [--seconds N] [--json]',
    summary:
      'Plays a process on a second BPMN engine too, path by path (100 in 15 s unless told), and says where the two differ.',
    load: async () => (await import('./verify.ts')).verify,
  },
  audit: {
    usage: 'audit verify [--database sqlite:PATH] [--data DIR]',
    summary: 'Computes the hash chains of the history and the audit log again, and names the first break.',
    load: async () => (await import('./keep.ts')).audit,
  },
  backup: {
    usage: 'backup FILE [--database sqlite:PATH] [--data DIR]',
    summary:
      'Writes the whole database and its attachments into one new file, while the server runs or not. The secret in the data folder is not in it: keep that apart.',
    load: async () => (await import('./keep.ts')).backup,
  },
  restore: {
    usage: 'restore FILE [--database sqlite:PATH] [--data DIR] [--replace]',
    summary: 'Puts a backup in the place of the database, and its attachments into the data folder; stop the server first.',
    load: async () => (await import('./keep.ts')).restore,
  },
};

const help = (): string =>
  [
    'Usage: fortnight <command>',
    '',
    ...Object.values(commands).flatMap(({ usage, summary }) => [`  ${usage}`, `      ${summary}`]),
  ].join('\n');

/** Runs one command and answers its exit code; undefined where the process goes on by itself. */
export async function run([name, ...args]: readonly string[]): Promise<number | undefined> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(`There is no command "${name}".\n\n${help()}`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`Usage: fortnight ${command.usage}\n${command.summary}`);
    return 0;
  }
  try {
    const start = await command.load();
    return await start(args);
  } catch (error) {
    // What somebody can mend is told in words; a defect with its stack.
    if (error instanceof UsageError) console.error(`${error.message}\nUsage: fortnight ${command.usage}`);
    else if (await isInWords(error)) console.error((error as Error).message);
    else console.error(error);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function isInWords(error: unknown): Promise<boolean> {
  const { DatabaseAddressError } = await import('../database.ts');
  return error instanceof DatabaseAddressError || (error instanceof Error && error.constructor === Error);
}
