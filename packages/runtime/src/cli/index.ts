/** The command line: what `fortnight <command>` runs. */
import { DatabaseAddressError } from '../database.ts';
import { deploy } from './deploy.ts';
import { audit, backup, restore } from './keep.ts';
import { lint } from './lint.ts';
import { serve } from './serve.ts';
import { type Command, UsageError } from './usage.ts';
import { verify } from './verify.ts';

const commands: Readonly<Record<string, Command>> = { serve, deploy, lint, verify, audit, backup, restore };

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
    return await command.run(args);
  } catch (error) {
    // What somebody can mend is told in words; a defect with its stack.
    if (error instanceof UsageError) console.error(`${error.message}\nUsage: fortnight ${command.usage}`);
    else if (error instanceof DatabaseAddressError || (error instanceof Error && error.constructor === Error))
      console.error(error.message);
    else console.error(error);
    return error instanceof UsageError ? 2 : 1;
  }
}
