import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCalendar } from '@fortnight/shared/calendar';
import { expect, it } from 'vitest';
import { openStore } from '../store/index.ts';
import { etagOf } from './content.ts';
import { createReleases, releasesMigrations } from './index.ts';
import { bpmn, chen, content, documents, page } from './releases.double.ts';

const now = () => Date.parse('2026-11-24T09:00:00Z');
const engine = [
  [
    'CREATE TABLE stageCounts (processId TEXT, version INTEGER, count INTEGER) STRICT',
    'CREATE TABLE incidents (processId TEXT, state TEXT) STRICT',
  ],
];

it('what was asked to be published before there were proposals is proposed at the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fortnight-requests-'));
  const database = `sqlite:${join(folder, 'old.db')}`;
  const drawn = content(bpmn('contract'));
  const at = '2026-11-20T09:00:00.000Z';
  const old = openStore({ database, now, schemas: { releases: releasesMigrations.slice(0, 4), engine } });
  await old.write((tx) => {
    for (const id of ['contract', 'changed']) {
      tx.run(
        `INSERT INTO processes (id, name, owner, createdAt, updatedAt) VALUES ('${id}', 'Contract', 'li', '${at}', '${at}')`,
      );
      tx.run(
        `INSERT INTO drafts (processId, etag, content, problems, errorCount, warningCount, savedAt, savedBy) VALUES (?, ?, ?, '[]', 0, 0, ?, 'li')`,
        [id, etagOf(drawn), JSON.stringify(drawn), at],
      );
      tx.run(
        `INSERT INTO publicationRequests (id, processId, requestedBy, requestedAt, note, draftEtag) VALUES (?, ?, 'li', ?, 'Please', ?)`,
        [id, id, at, id === 'contract' ? etagOf(drawn) : 'the draft before'],
      );
    }
  });
  await old.close();

  const store = openStore({ database, now, schemas: { releases: releasesMigrations, engine } });
  try {
    const releases = createReleases({
      store,
      documents,
      now,
      directory: async () => ({ users: [] }),
      groups: async () => [],
      changed: () => {},
      scheduled: () => {},
      calendar: () => defaultCalendar,
      liveVersionsChanged: async () => {},
    });
    await releases.takeUp();
    await releases.takeUp();
    expect(await releases.waitingVersions(chen)).toMatchObject([
      { processId: 'contract', version: 1, proposedBy: 'li', note: 'Please', waitsFor: 'publication' },
    ]);
    expect((await releases.listVersions(chen, 'changed', page)).items).toEqual([]);
    expect((await releases.getDraft(chen, 'changed')).bpmn).toBe(drawn.bpmn);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});
