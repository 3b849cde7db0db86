import { readdirSync, readFileSync } from 'node:fs';
import { compile, type Event, type Program, replay, type State } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';

interface History {
  readonly model?: string;
  /** Of a case that went by several versions: theirs, in the order in which it did. */
  readonly models?: readonly string[];
  readonly events: readonly Event[];
  readonly standings: readonly { readonly seq: number; readonly state: Omit<State, 'programHash'> }[];
}

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'));

async function compiled(xml: string): Promise<Program> {
  const result = compile((await readXml(xml)).model);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('a recorded history', () => {
  it.each(files)('replays to the states that it was recorded with: %s', async (file) => {
    const {
      model = '',
      models = [model],
      events,
      standings,
    }: History = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
    const programs = await Promise.all(models.map(compiled));
    expect(standings.length).toBeGreaterThan(1);
    for (const { seq, state } of standings) {
      const past = events.slice(0, seq);
      const on = programs[past.filter(({ type }) => type === 'migrated').length];
      expect(replay(programs, past)).toEqual({ ...state, programHash: on?.hash });
    }
  });
});
