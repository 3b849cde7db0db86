import { type Play, playsSchema, type WireProblem } from '../contract/index.ts';

/** Reads a file of tests (`.plays.json`): a list of plays, each naming its process; what is wrong is a problem that names the file. */
export function readPlays(file: string, content: string): { plays: readonly Play[] } | { problem: WireProblem } {
  const refuse = (message: string) => ({ problem: { code: 'invalid-plays', severity: 'error' as const, file, message } });
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    return refuse(`${file}: expected JSON; ${error instanceof Error ? error.message : String(error)}.`);
  }
  const parsed = playsSchema.safeParse(json);
  if (parsed.success) return { plays: parsed.data };
  const [issue] = parsed.error.issues;
  return refuse(`${file}: ${issue?.path.join('.') || 'the list of tests'}: ${issue?.message ?? 'not tests'}.`);
}
