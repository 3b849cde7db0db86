/** Plays a recorded run from its model's text on: what a browser is asked to do as well. */
import { compile, type Event } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { playHost } from '@fortnight/shared/simulation';
import type { Run } from './run.ts';

/** The events that the run leads to here. Errors: throws where a command is answered otherwise than when it was recorded. */
export async function playRun({ files, processId, knowledge, startAt, said }: Run): Promise<readonly Event[]> {
  const compiled = compile((await readXml(files[0]?.content ?? '')).model, { processId });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const host = playHost(compiled.value, { ...knowledge, startAt });
  for (const each of said) {
    if ('moveTo' in each) {
      host.advanceTo(each.moveTo);
      continue;
    }
    const result = host.take(each.command);
    const refused = result.ok ? undefined : result.rejection.code;
    if (refused !== each.refused)
      throw new Error(`${each.command.type}: expected ${each.refused ?? 'to be taken'}, found ${refused ?? 'taken'}`);
  }
  return host.events;
}
