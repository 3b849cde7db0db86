import type { DeployBundle, ProblemDocument } from '@fortnight/shared/contract';
import { sendBundle } from './deploy.ts';
import { tellDeployed } from './deployed-lines.ts';
import { readZip } from './export.ts';
import { labelOf, plain } from './release-label.ts';
import { downloadRelease, numberOf, oneReference } from './released-version.ts';
import { connect, type Server, tellRefusal } from './server.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const promote: Command = async (args) => {
  const { values, files: named } = readArguments(args, {
    from: 'text',
    to: 'text',
    'from-key': 'text',
    'to-key': 'text',
    version: 'text',
    'failed-plays-reason': 'text',
    'blackout-reason': 'text',
    propose: 'switch',
  });
  const reference = oneReference(named, values.version);
  const from = serverOf('from', values.from, values['from-key'] ?? process.env.FORTNIGHT_FROM_KEY);
  const to = serverOf('to', values.to, values['to-key'] ?? process.env.FORTNIGHT_TO_KEY);
  const zip = await downloadRelease(from, reference.processId, await numberOf(from, reference));
  const { release } = readZip(zip);
  const said: DeployBundle = {
    ...(values['failed-plays-reason'] !== undefined && { failedPlaysReason: values['failed-plays-reason'] }),
    ...(values['blackout-reason'] !== undefined && { blackoutReason: values['blackout-reason'] }),
    ...(values.propose && { propose: true }),
  };
  console.log(`${labelOf(release)}, of ${from.address}${release.note === null ? '' : `: ${plain(release.note)}`}`);
  const answer = await sendBundle(to, zip, said);
  if (answer.ok) tellDeployed(answer.body, ` at ${to.address}`);
  else if (answer.problem.code === 'nothing-to-publish') console.log(standsThere(release.processId, to, answer.problem));
  else {
    tellRefusal('Not promoted', answer.problem);
    return 1;
  }
  return 0;
};

const standsThere = (processId: string, { address }: Server, { params }: ProblemDocument): string =>
  `${processId}: nothing changed since version ${params?.version ?? '?'} at ${address}; no new version.`;

/** A key of one server is not for the other: each has its own, and neither is guessed. */
function serverOf(side: 'from' | 'to', address: string | undefined, key: string | undefined): Server {
  if (address === undefined) throw new UsageError(`Expected the address of a server as --${side}, found none.`);
  if (key === undefined)
    throw new UsageError(`Expected a key for ${address}: set FORTNIGHT_${side.toUpperCase()}_KEY, or give --${side}-key.`);
  return connect(address, key, `--${side}`);
}
