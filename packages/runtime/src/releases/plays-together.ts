import { limits, type Play, type WireProblem } from '@fortnight/shared/contract';

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
