/** What owners asked the admins to publish before there were proposals. */
import type { Principal } from '../access/index.ts';
import { Refused } from '../base/index.ts';
import type { ReleasesContext } from './ports.ts';
import { propose } from './propose.ts';
import type { PublicationRequestRow } from './tables.ts';

/** Makes each a proposal of whoever asked; what cannot be one any more is forgotten, and its draft stays. */
export async function proposeRequests(context: ReleasesContext): Promise<void> {
  const { db } = context;
  for (const request of await db.selectFrom('publicationRequests').selectAll().execute()) {
    await tryToPropose(context, request);
    await context.store.write((tx) => tx.run(db.deleteFrom('publicationRequests').where('id', '=', request.id)));
  }
}

async function tryToPropose(context: ReleasesContext, request: PublicationRequestRow): Promise<void> {
  const { processId, requestedBy, note, versionTag, draftEtag: etag } = request;
  // Whoever asked might draw it then; what they may by now is for the reviewers to judge.
  const by: Principal = {
    userId: requestedBy,
    roles: ['admin'],
    groups: [],
    via: { kind: 'library', id: 'publication-request' },
  };
  try {
    await propose(context, by, processId, {
      etag,
      ...(note !== null && { note }),
      ...(versionTag !== null && { versionTag }),
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const body = { action: 'publicationRequestDropped', code: error.code, by: requestedBy };
    await context.store.write((tx) => tx.note({ kind: 'process', subject: processId, at: context.now(), body }));
  }
}
