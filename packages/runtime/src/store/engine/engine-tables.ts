/** The projections that the engine keeps up to date with every command: one statement an entry. */
export const engineSchema: readonly string[] = [
  `CREATE TABLE instances (id TEXT PRIMARY KEY, processId TEXT NOT NULL, version INTEGER NOT NULL, versionId TEXT NOT NULL,
    state TEXT NOT NULL, outcome TEXT, lossReason TEXT, businessKey TEXT, caseName TEXT NOT NULL, starter TEXT, owner TEXT,
    startedAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, endedAt INTEGER, stageId TEXT, stageVisit INTEGER, stageEnteredAt INTEGER,
    stageTargetAt INTEGER, openTaskCount INTEGER NOT NULL, openIncidentCount INTEGER NOT NULL, amount REAL, currency TEXT,
    search TEXT NOT NULL, tokens TEXT NOT NULL, body TEXT NOT NULL) STRICT`,
  'CREATE INDEX instancesByChange ON instances (updatedAt, id)',
  'CREATE INDEX instancesByStart ON instances (startedAt, id)',
  'CREATE INDEX instancesByName ON instances (caseName, id)',
  'CREATE INDEX instancesBySearch ON instances (search, id)',
  'CREATE INDEX instancesByProcess ON instances (processId, version, state)',
  "CREATE INDEX instancesRunning ON instances (processId, stageId, version, currency, amount, stageTargetAt) WHERE state IN ('active', 'suspended')",
  'CREATE INDEX instancesByEnd ON instances (endedAt) WHERE endedAt IS NOT NULL',
  'CREATE INDEX instancesByKey ON instances (businessKey, processId) WHERE businessKey IS NOT NULL',

  `CREATE TABLE participants (instanceId TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (instanceId, subject)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX participantsBySubject ON participants (subject, instanceId)',

  `CREATE TABLE tasks (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, processId TEXT NOT NULL, version INTEGER NOT NULL,
    versionId TEXT NOT NULL, elementId TEXT NOT NULL, elementKind TEXT NOT NULL, tokenId TEXT NOT NULL, name TEXT, kind TEXT NOT NULL,
    state TEXT NOT NULL, assignee TEXT, candidateUsers TEXT NOT NULL, candidateGroups TEXT NOT NULL, requestedBy TEXT, onBehalfOf TEXT,
    createdAt INTEGER NOT NULL, completedAt INTEGER, completedBy TEXT, dueAt INTEGER, limitText TEXT, calendar TEXT, formRef TEXT,
    outcomes TEXT NOT NULL, outcome TEXT, comment TEXT, priority REAL, failedRules TEXT, loopCounter INTEGER, approver TEXT,
    votes TEXT NOT NULL, draft TEXT) STRICT`,
  'CREATE INDEX tasksByInstance ON tasks (instanceId, createdAt)',
  "CREATE INDEX tasksByDue ON tasks (coalesce(dueAt, 9007199254740991), id) WHERE state = 'open'",
  "CREATE INDEX tasksByAssignee ON tasks (assignee, coalesce(dueAt, 9007199254740991), id) WHERE state = 'open'",
  'CREATE INDEX tasksByCreation ON tasks (createdAt, id)',
  `CREATE TABLE taskCandidates (taskId TEXT NOT NULL, subject TEXT NOT NULL, instanceId TEXT NOT NULL, PRIMARY KEY (taskId, subject))
    STRICT, WITHOUT ROWID`,
  'CREATE INDEX taskCandidatesBySubject ON taskCandidates (subject, instanceId)',
  'CREATE INDEX taskCandidatesByInstance ON taskCandidates (instanceId, subject)',

  `CREATE TABLE incidents (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, processId TEXT NOT NULL, version INTEGER NOT NULL,
    elementId TEXT NOT NULL, elementKind TEXT NOT NULL, tokenId TEXT, code TEXT NOT NULL, message TEXT NOT NULL, params TEXT NOT NULL,
    state TEXT NOT NULL, raisedAt INTEGER NOT NULL, resolvedAt INTEGER, resolvedBy TEXT, jobType TEXT, groupId TEXT NOT NULL) STRICT`,
  'CREATE INDEX incidentsByInstance ON incidents (instanceId, raisedAt)',
  "CREATE INDEX incidentsOpen ON incidents (processId, groupId, raisedAt) WHERE state = 'open'",
  'CREATE INDEX incidentsByTime ON incidents (raisedAt, id)',

  `CREATE TABLE jobs (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, processId TEXT NOT NULL, version INTEGER NOT NULL,
    elementId TEXT NOT NULL, businessKey TEXT, type TEXT NOT NULL, retries INTEGER NOT NULL, timeoutMs INTEGER NOT NULL,
    variables TEXT NOT NULL, createdAt INTEGER NOT NULL, availableAt INTEGER NOT NULL, worker TEXT, deadlineAt INTEGER,
    isHeld INTEGER NOT NULL) STRICT`,
  'CREATE INDEX jobsByType ON jobs (type, isHeld, availableAt)',
  'CREATE INDEX jobsByInstance ON jobs (instanceId)',

  `CREATE TABLE timers (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, elementId TEXT NOT NULL, dueAt INTEGER NOT NULL,
    isHeld INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX timersByDue ON timers (isHeld, dueAt)',
  'CREATE INDEX timersByInstance ON timers (instanceId)',

  `CREATE TABLE subscriptions (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, processId TEXT NOT NULL, elementId TEXT NOT NULL,
    name TEXT NOT NULL, correlationKey TEXT, openedAt INTEGER NOT NULL, isHeld INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX subscriptionsByName ON subscriptions (name, isHeld, correlationKey, openedAt)',
  'CREATE INDEX subscriptionsByInstance ON subscriptions (instanceId)',

  `CREATE TABLE stageVisits (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, processId TEXT NOT NULL, version INTEGER NOT NULL,
    elementId TEXT NOT NULL, visit INTEGER NOT NULL, fromStage TEXT, enteredAt INTEGER NOT NULL, targetAt INTEGER, leftAt INTEGER,
    how TEXT, lossReason TEXT) STRICT, WITHOUT ROWID`,
  'CREATE INDEX stageVisitsByInstance ON stageVisits (instanceId, enteredAt)',
  `CREATE TABLE stageMoves (id TEXT PRIMARY KEY, processId TEXT NOT NULL, version INTEGER NOT NULL, fromStage TEXT, toStage TEXT,
    kind TEXT NOT NULL, count INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX stageMovesByProcess ON stageMoves (processId, version)',

  `CREATE TABLE comments (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, taskId TEXT, "by" TEXT, at INTEGER NOT NULL, text TEXT NOT NULL,
    mentions TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX commentsByInstance ON comments (instanceId, at)',

  `CREATE TABLE messages (id TEXT PRIMARY KEY, name TEXT NOT NULL, correlationKey TEXT, variables TEXT NOT NULL, messageId TEXT,
    publishedAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX messagesByName ON messages (name, correlationKey, publishedAt)',
  'CREATE INDEX messagesByExpiry ON messages (expiresAt)',
  'CREATE TABLE seenMessages (id TEXT PRIMARY KEY, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE INDEX seenMessagesByExpiry ON seenMessages (expiresAt)',

  `CREATE TABLE outbox (id TEXT PRIMARY KEY, kind TEXT NOT NULL, instanceId TEXT NOT NULL, body TEXT NOT NULL, createdAt INTEGER NOT NULL,
    nextAt INTEGER NOT NULL, attempts INTEGER NOT NULL, error TEXT) STRICT, WITHOUT ROWID`,
  'CREATE INDEX outboxByTime ON outbox (nextAt)',

  `CREATE TABLE triggers (id TEXT PRIMARY KEY, processId TEXT NOT NULL, versionId TEXT NOT NULL, elementId TEXT NOT NULL, kind TEXT NOT NULL,
    name TEXT, dueAt INTEGER, armedAt INTEGER NOT NULL, fired INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX triggersByName ON triggers (kind, name)',
  'CREATE INDEX triggersByDue ON triggers (dueAt) WHERE dueAt IS NOT NULL',
  'CREATE INDEX triggersByProcess ON triggers (processId)',
];

/** Signals are waited for too, and a start event may wait for several things. */
export const signalsSchema: readonly string[] = [
  "ALTER TABLE subscriptions ADD COLUMN kind TEXT NOT NULL DEFAULT 'message'",
  'DROP INDEX subscriptionsByName',
  'CREATE INDEX subscriptionsByName ON subscriptions (kind, name, isHeld, correlationKey, openedAt)',
  'ALTER TABLE triggers ADD COLUMN definition INTEGER NOT NULL DEFAULT 0',
];

/** How messages say their key: few rows, one for each way that any version declares. */
export const correlationsSchema: readonly string[] = [
  'CREATE TABLE correlations (id TEXT PRIMARY KEY, name TEXT NOT NULL, properties TEXT NOT NULL, timeZone TEXT) STRICT, WITHOUT ROWID',
  'CREATE INDEX correlationsByName ON correlations (name)',
];
