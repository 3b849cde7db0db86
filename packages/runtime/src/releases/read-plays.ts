import { limits, type Play, playsSchema, type WireProblem } from '@fortnight/shared/contract';

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

/** What is wrong with the tests of a deployment, taken together: each belongs to a process of it, under an id of its own. */
export function problemsOfPlays(plays: readonly Play[], processIds: readonly string[]): WireProblem[] {
  const refuse = (message: string): WireProblem => ({ code: 'invalid-plays', severity: 'error', message });
  const strangers = plays.filter(({ processId }) => !processIds.includes(processId));
  const ofEach = processIds.map((id) => ({ id, tests: plays.filter(({ processId }) => processId === id) }));
  return [
    ...strangers.map(({ name, processId }) =>
      refuse(
        `The test "${name}": expected a process of this deployment (${processIds.join(', ') || 'there is none'}), found ${processId}.`,
      ),
    ),
    ...ofEach.flatMap(({ id, tests }) => {
      const twice = tests.find((test, index) => tests.findIndex((other) => other.id === test.id) < index);
      return [
        ...(tests.length > limits.plays ? [refuse(`${id}: expected at most ${limits.plays} tests, found ${tests.length}.`)] : []),
        ...(twice ? [refuse(`${id}: expected each id of a test once, found "${twice.id}" again.`)] : []),
      ];
    }),
  ];
}
