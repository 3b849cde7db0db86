/** One release as one bundle: out of a server, and into one by the same door as other files. */
import { readBundle } from '@fortnight/shared/bundle';
import type { DeployBundle, Deployment } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { deploy } from './deploy.ts';
import type { ReleasesContext } from './ports.ts';
import { invalidBundle } from './refusal.ts';
import { readable } from './rights.ts';
import { contentOf } from './version-rows.ts';
import { versionRow } from './versions.ts';

/** A release as a download. */
export interface ExportedRelease {
  readonly fileName: string;
  readonly zip: Uint8Array;
}

/** The zip of a version: the same bytes whenever it is asked for. Errors: 404 where this reader may not see it. */
export async function exportRelease(
  context: ReleasesContext,
  by: Principal,
  id: string,
  version: number,
): Promise<ExportedRelease> {
  await readable(context, by, id);
  const row = await versionRow(context, by, id, version);
  const { processId, name, versionTag, note, contentHash, createdAt } = row;
  const said = { processId, name, version, versionTag, note, contentHash, createdAt };
  const zip = await context.documents.pack({ ...said, server: context.address, content: contentOf(row) });
  return { fileName: `${processId}-v${version}.zip`, zip };
}

/** Deploys the zip of a bundle: as `deploy` its files. Errors: 422 `invalid-bundle` besides. */
export async function deployBundle(
  context: ReleasesContext,
  by: Principal,
  zip: Uint8Array,
  body: DeployBundle,
): Promise<Deployment> {
  const files = await context.documents.unpack(zip);
  if (!files.ok) throw invalidBundle([files.error]);
  const release = readBundle(files.value);
  if (!release.ok) throw invalidBundle(release.error);
  return deploy(context, by, { ...body, files: [...files.value] });
}
