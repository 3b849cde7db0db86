import type { NotCompared, OpinionDifference, OpinionStep, SecondOpinion } from '@fortnight/shared/contract';
import { askSecondOpinion } from '../second-opinion/index.ts';
import { type Command, oneFile, readArguments, readText, UsageError } from './usage.ts';

export const verify: Command = async (args) => {
  const { values, files } = readArguments(args, { paths: 'text', seconds: 'text', json: 'switch' });
  const bpmn = await readText(oneFile(files));
  const paths = numberOf('--paths', values.paths);
  const seconds = numberOf('--seconds', values.seconds);
  const opinions = await askSecondOpinion({
    bpmn,
    ...(paths !== undefined && { paths }),
    ...(seconds !== undefined && { seconds }),
  });
  if (values.json) console.log(JSON.stringify({ opinions }, null, 2));
  else for (const opinion of opinions) for (const line of linesOf(opinion)) console.log(line);
  const hasErrors = opinions.some(({ notCompared }) => notCompared.some(({ code }) => code === 'has-errors'));
  return hasErrors || opinions.some(({ verdict }) => verdict === 'differs') ? 1 : 0;
};

function numberOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number === 0)
    throw new UsageError(`${flag}: expected a number from 1 to 999999, found "${text}".`);
  return number;
}

function* linesOf(opinion: SecondOpinion): Generator<string> {
  const { processId, verdict, engine, pathCount, partialPathCount, bounds, differences, failures, notCompared } = opinion;
  const name = `${processId}: ${engine.name} ${engine.version}`;
  const paths = (count: number) => (count === 1 ? '1 path' : `${count} paths`);
  const further = partialPathCount > 0 ? `; as far as it can be compared on ${paths(partialPathCount)} more` : '';
  const more = bounds.length > 0 ? `; there are more paths, bounded by ${bounds.join(', ')}` : '';
  const agreed = `agrees on ${paths(pathCount)}${further}${more}.`;
  const { comparedElementCount: compared, elementCount } = opinion;
  if (verdict === 'not-compared') yield `${name} was not compared to the end of any path${further}.`;
  else yield `${name} ${verdict === 'differs' ? `differs on ${paths(differences.length)}; it ` : ''}${agreed}`;
  if (elementCount > 0) yield `  ${compared} of ${elementCount} elements stand on a compared path.`;
  for (const harm of [...failures, ...differences]) yield* wordsOfHarm(harm);
  if (notCompared.length > 0) yield '  Not compared:';
  for (const one of notCompared) yield `    ${wordsOfNotCompared(one)}`;
}

function* wordsOfHarm({ message, steps }: Pick<OpinionDifference, 'message' | 'steps'>): Generator<string> {
  yield `  ${message}`;
  yield `    on the path: ${steps.map(wordsOfStep).join(', ')}.`;
}

function wordsOfStep({ do: what, elementId, elementName, code, flowIds }: OpinionStep): string {
  const place = elementName ?? elementId;
  const done = {
    start: 'start',
    complete: `${place} is done`,
    occur: `${place} happens`,
    throw: `${place} throws "${code}"`,
  }[what];
  return flowIds.length === 0 ? done : `${done} (then ${flowIds.join(', ')})`;
}

function wordsOfNotCompared({ elementId, elementName, message, issue }: NotCompared): string {
  const place = elementName === undefined ? elementId : `${elementName} (${elementId})`;
  return `${place === undefined ? '' : `${place}: `}${message}${issue === undefined ? '' : ` See ${issue}`}`;
}
