import { basename } from 'node:path';
import type { Deployment, ProblemDocument, VersionState } from '@fortnight/shared/contract';
import { wordsOf } from './problem-line.ts';
import { type Command, readArguments, readText, UsageError } from './usage.ts';

export const deploy: Command = async (args) => {
  const { values, files } = readArguments(args, {
    server: 'text',
    key: 'text',
    note: 'text',
    tag: 'text',
    'failed-plays-reason': 'text',
    propose: 'switch',
  });
  if (files.length === 0) throw new UsageError('Expected at least one file, found none.');
  const key = values.key ?? process.env.FORTNIGHT_ADMIN_KEY;
  if (key === undefined)
    throw new UsageError('Expected an admin key: set FORTNIGHT_ADMIN_KEY for the server and here, or make a key in Operations.');
  const server = values.server ?? process.env.FORTNIGHT_SERVER ?? 'http://localhost:3014';
  const contents = await Promise.all(files.map(async (file) => ({ name: basename(file), content: await readText(file) })));
  const body = {
    files: contents,
    ...(values.note !== undefined && { note: values.note }),
    ...(values.tag !== undefined && { versionTag: values.tag }),
    ...(values['failed-plays-reason'] !== undefined && { failedPlaysReason: values['failed-plays-reason'] }),
    ...(values.propose && { propose: true }),
  };
  const response = await fetch(new URL('/api/v1/deployments', server), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new UsageError(`Nothing answers at ${server}; start it with "fortnight serve", or name it by --server.`);
  });
  const answer: unknown = await response.json().catch(() => {
    throw new UsageError(`What answers at ${server} is no Fortnight server (${response.status}); name yours by --server.`);
  });
  return response.ok ? told(answer as Deployment) : refused(answer as ProblemDocument);
};

function told({ deployments, problems = [] }: Deployment): number {
  for (const problem of problems) console.log(wordsOf(problem));
  for (const { processId, version, created, state } of deployments)
    console.log(
      created ? `${processId}: version ${version} ${said(state)}.` : `${processId}: nothing changed since version ${version}.`,
    );
  return 0;
}

const said = (state: VersionState): string =>
  state === 'inReview' ? 'is in review' : state === 'approved' ? 'waits to be published' : 'is live';

function refused({ status, detail, problems = [] }: ProblemDocument): number {
  for (const problem of problems) console.error(wordsOf(problem));
  console.error(`Not deployed (${status}): ${detail ?? ''}`);
  return 1;
}
