import type { Deploy, DeployBundle, Deployment } from '@fortnight/shared/contract';
import { filesAt, isBundle, placeAt, readBytes } from './bundle-source.ts';
import { tellDeployed } from './deployed-lines.ts';
import { type Answer, connectTo, type Server, tellRefusal } from './server.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const deploy: Command = async (args) => {
  const { values, files: paths } = readArguments(args, {
    server: 'text',
    key: 'text',
    note: 'text',
    tag: 'text',
    'failed-plays-reason': 'text',
    'blackout-reason': 'text',
    propose: 'switch',
    edited: 'switch',
  });
  if (paths.length === 0) throw new UsageError('Expected at least one file, found none.');
  const server = connectTo(values);
  const said: DeployBundle = {
    ...(values.note !== undefined && { note: values.note }),
    ...(values.tag !== undefined && { versionTag: values.tag }),
    ...(values['failed-plays-reason'] !== undefined && { failedPlaysReason: values['failed-plays-reason'] }),
    ...(values['blackout-reason'] !== undefined && { blackoutReason: values['blackout-reason'] }),
    ...(values.propose && { propose: true }),
  };
  const answer = await send(server, paths, said, values.edited === true);
  if (answer.ok) tellDeployed(answer.body);
  else tellRefusal('Not deployed', answer.problem);
  return answer.ok ? 0 : 1;
};

async function send(
  server: Server,
  paths: readonly string[],
  said: DeployBundle,
  isEdited: boolean,
): Promise<Answer<Deployment>> {
  const zips = (await Promise.all(paths.map(async (path) => ((await placeAt(path)) === 'zip' ? [path] : [])))).flat();
  const [zip] = zips;
  if (zip !== undefined) {
    if (paths.length > 1) throw new UsageError(`${zip} is a release: deploy it alone.`);
    if (isEdited) throw new UsageError(`--edited takes a folder; unpack ${zip} first.`);
    return sendBundle(server, await readBytes(zip), said);
  }
  const read = await Promise.all(paths.map(filesAt));
  if (read.length > 1 && read.some(isBundle)) throw new UsageError('A folder with a manifest is a release: deploy it alone.');
  const files = read.flat().filter((file) => !isEdited || !isBundle([file]));
  const body: Deploy = { files, ...said };
  return server.ask('POST', '/deployments', body);
}

/** Deploys or proposes the zip of a release. */
export function sendBundle(server: Server, zip: Uint8Array, said: DeployBundle): Promise<Answer<Deployment>> {
  const form = new FormData();
  form.append('bundle', new Blob([Uint8Array.from(zip)], { type: 'application/zip' }), 'release.zip');
  form.append('said', JSON.stringify(said));
  return server.send('/bundles', form);
}
