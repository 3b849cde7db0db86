/** The tables of the logs and of what every room shares: one statement an entry. */
export const storeSchema: readonly string[] = [
  `CREATE TABLE journal (position INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, at INTEGER NOT NULL, fromSeq INTEGER,
    toSeq INTEGER, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
  'CREATE INDEX journalBySubject ON journal (subject, kind, position)',
  "CREATE INDEX journalOfProcesses ON journal (position) WHERE kind = 'process'",
  `CREATE TABLE auditLog (position INTEGER PRIMARY KEY, at INTEGER NOT NULL, "by" TEXT, via TEXT NOT NULL, action TEXT NOT NULL, target TEXT,
    details TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
  `CREATE TABLE keptAnswers (key TEXT PRIMARY KEY, bodyDigest TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL, contentType TEXT,
    etag TEXT, body TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX keptAnswersByAge ON keptAnswers (at)',
  'CREATE TABLE files (id TEXT PRIMARY KEY, instanceId TEXT, uploadedAt INTEGER NOT NULL, file TEXT NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE INDEX filesByInstance ON files (instanceId, uploadedAt) WHERE instanceId IS NOT NULL',
  'CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
];
