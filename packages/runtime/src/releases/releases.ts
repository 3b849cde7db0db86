import type { PublicationRequest, Validation, ValidationRequest } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { deploy } from './deploy.ts';
import { discardDraft, getDraft, saveDraft } from './drafts.ts';
import { publishedIds } from './pinned-calls.ts';
import type { ReleasesContext, ReleasesOptions } from './ports.ts';
import { toPublicationRequest } from './process-view.ts';
import { archiveProcess, createProcess, duplicateProcess, getProcess, listProcesses, updateProcess } from './processes.ts';
import { askForPublication, publish, withdrawPublicationRequest } from './publish.ts';
import { isAdmin } from './rights.ts';
import type { ReleaseTables } from './tables.ts';
import { createVersionSource, getVersion, getVersionXml, listVersions } from './versions.ts';

/** Drafts, versions, and the way from one to the other. */
export type Releases = ReturnType<typeof createReleases>;

/** Makes the releases room over the store. */
export function createReleases(options: ReleasesOptions) {
  const db = options.store.database<ReleaseTables>();
  const context: ReleasesContext = {
    ...options,
    db,
    instant: () => new Date(options.now()).toISOString(),
    readAhead: new Map(),
    store: {
      ...options.store,
      write: (command) =>
        options.store.write((tx) => {
          tx.onCommit(options.changed);
          return command(tx);
        }),
    },
  };
  const bound =
    <A extends unknown[], T>(call: (context: ReleasesContext, by: Principal, ...rest: A) => Promise<T>) =>
    (by: Principal, ...rest: A) =>
      call(context, by, ...rest);
  return {
    deploy: bound(deploy),
    listProcesses: bound(listProcesses),
    getProcess: bound(getProcess),
    createProcess: bound(createProcess),
    updateProcess: bound(updateProcess),
    duplicateProcess: bound(duplicateProcess),
    archiveProcess: bound(archiveProcess),
    getDraft: bound(getDraft),
    saveDraft: bound(saveDraft),
    discardDraft: bound(discardDraft),
    listVersions: bound(listVersions),
    getVersion: bound(getVersion),
    getVersionXml: bound(getVersionXml),
    publish: bound(publish),
    askForPublication: bound(askForPublication),
    withdrawPublicationRequest: bound(withdrawPublicationRequest),
    versions: createVersionSource(context),

    /** What admins are asked to publish; nothing for anybody else. */
    async publicationRequests(by: Principal): Promise<PublicationRequest[]> {
      if (!isAdmin(by)) return [];
      const rows = await db
        .selectFrom('publicationRequests')
        .innerJoin('processes', 'processes.id', 'publicationRequests.processId')
        .selectAll('publicationRequests')
        .select('processes.name')
        .orderBy('requestedAt')
        .execute();
      return rows.map(({ name, ...row }) => toPublicationRequest(row, name));
    },
    /** How many errors each draft holds, by process. */
    async draftErrorCounts(): Promise<ReadonlyMap<string, number>> {
      const rows = await db.selectFrom('drafts').select(['processId', 'errorCount']).execute();
      return new Map(rows.map(({ processId, errorCount }) => [processId, errorCount]));
    },
    /** Says what is wrong with a model; stores nothing. */
    async validate({ bpmn, forms }: ValidationRequest): Promise<Validation> {
      return { problems: (await options.documents.check(bpmn, { forms, processIds: await publishedIds(context) })).problems };
    },
  };
}
