/** Plays a recorded run from its model's text on: what a browser is asked to do as well. */
import { compile, type Event, type Program } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { type PlayHost, playHost } from '@fortnight/shared/simulation';
import type { ModelFile, Run } from './run.ts';

/** The events that the run leads to here. Errors: throws where a command is answered otherwise than when it was recorded. */
export async function playRun({ files, processId, others = [], knowledge, startAt, said }: Run): Promise<readonly Event[]> {
  const program = await compiled(files[0], { processId });
  const programs = [program, ...(await Promise.all(others.map((file) => compiled(file))))];
  const programOf = ({ calledElement }: { readonly calledElement: string }) =>
    programs.find(({ processId }) => processId === calledElement);
  const host = playHost(program, { ...knowledge, startAt, programOf });
  for (const each of said) {
    if ('moveTo' in each) {
      host.advanceTo(each.moveTo);
      continue;
    }
    const result = hostAt(host, each.to ?? []).take(each.command);
    const refused = result.ok ? undefined : result.rejection.code;
    if (refused !== each.refused)
      throw new Error(`${each.command.type}: expected ${each.refused ?? 'to be taken'}, found ${refused ?? 'taken'}`);
  }
  return host.events;
}

async function compiled(file: ModelFile | undefined, options: { readonly processId?: string } = {}): Promise<Program> {
  const result = compile((await readXml(file?.content ?? '')).model, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function hostAt(host: PlayHost, path: readonly number[]): PlayHost {
  let at = host;
  for (const index of path) {
    const called = at.called[index]?.host;
    if (!called) throw new Error(`expected a called case number ${index}; there are ${at.called.length}`);
    at = called;
  }
  return at;
}
