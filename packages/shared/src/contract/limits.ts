/**
 * Every limit of the API in one place: sizes, counts, depths, rates. Answers of `GET /api/v1/limits`;
 * a request over one of them is refused in words, never cut.
 */
export const limits = {
  /** Bytes of a JSON body, and of one file's text in a deployment. */
  requestBytes: 10 * 1024 * 1024,
  /** Of whoever is not signed in. */
  anonymousRequestBytes: 64 * 1024,
  modelBytes: 5 * 1024 * 1024,
  modelElements: 50_000,
  modelDepth: 100,
  modelAttributes: 200,
  /** Executable processes of one document. */
  modelProcesses: 50,
  /** How many problems of one model are told. */
  modelProblems: 1_000,
  /** How many calls of processes may stand in one another. */
  callDepth: 20,
  deploymentFiles: 500,
  /** Of a bundle: files, bytes of one and of all once they are unpacked, how many times its packed size one may unpack to, characters of a path. */
  bundleFiles: 499,
  bundleFileBytes: 16 * 1024 * 1024,
  bundleBytes: 32 * 1024 * 1024,
  bundleRatio: 200,
  bundlePathLength: 255,
  /** Characters of one text that an address carries. */
  textInAddress: 500,
  /** How many admins a process may ask to approve a version, and how much may be said of one. */
  reviewApprovals: 5,
  reviewComments: 500,
  /** Of one iteration: target figures and cards; of one process: suggestions that wait. */
  iterationTargets: 12,
  iterationCards: 200,
  openSuggestions: 1_000,
  /** Periods in which nothing goes live, processes that one names, and how many days it lasts. */
  blackoutPeriods: 100,
  blackoutProcesses: 200,
  blackoutDays: 300,
  /** Stops that are in force at once, or going on: as many as a page holds. */
  stopsInForce: 200,
  /** Of one import of baselines: characters, and lines below the columns. */
  baselineImportCharacters: 200_000,
  baselineImportLines: 200,
  fileBytes: 25 * 1024 * 1024,
  /** Variables of one command: bytes as JSON, names, nesting, and the length of one name. */
  variablesBytes: 1024 * 1024,
  /** All that one case holds, as JSON. */
  caseBytes: 2 * 1024 * 1024,
  variableCount: 1_000,
  variableDepth: 32,
  variableNameLength: 128,
  /** Characters; of process and element ids in models too. */
  idLength: 255,
  nameLength: 255,
  businessKeyLength: 255,
  commentLength: 4_000,
  expressionLength: 4_000,
  /** One evaluation of an expression. */
  expressionSteps: 100_000,
  expressionListLength: 10_000,
  expressionStringLength: 100_000,
  passwordMin: 10,
  passwordMax: 128,
  pageSize: 200,
  pageSizeDefault: 50,
  cursorLength: 8_000,
  formFields: 200,
  fieldOptions: 500,
  evidencePerTask: 50,
  idempotencyKeyLength: 255,
  idempotencyKeptMs: 24 * 60 * 60 * 1000,
  messageTtlMs: 30 * 24 * 60 * 60 * 1000,
  /** Moves of one modification, checkpoints of one override, cases that a migration names, and its cases a minute. */
  caseMoves: 50,
  overrideCheckpoints: 50,
  migrationInstanceIds: 1_000,
  migrationRate: 60_000,
  /** Running cases that the impact of a version examines; of more than these, the ones that began last. */
  impactCases: 10_000,
  jobsPerActivation: 100,
  jobTimeoutMs: 24 * 60 * 60 * 1000,
  longPollMs: 55_000,
  requestTimeoutMs: 60_000,
  eventStreams: 1_000,
  eventStreamsPerCaller: 50,
  /** A second opinion: paths that are played, how long they are looked for, its memory, and how many may wait their turn. */
  opinionPaths: 100,
  opinionSeconds: 15,
  opinionMemoryMb: 512,
  opinionsWaiting: 20,
  /** Tests of one process, how long all of a document may take, the choices of one, and the elements and flows of its path. */
  plays: 200,
  playsMs: 5_000,
  playChoices: 500,
  playPath: 10_000,
  /** Sign-in attempts on one account, and from one address. */
  signInsPerMinute: 20,
} as const;

/** What a form attachment or a piece of evidence may be; anything else is 415. */
export const fileTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'text/plain',
  'text/csv',
  'application/zip',
  'application/json',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'message/rfc822',
] as const;
