import type { Principal } from '../access/index.ts';
import type { ReleasesContext } from './ports.ts';
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
