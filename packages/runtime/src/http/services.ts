/**
 * What the routes call: the doors of engine, releases, access and files, as far as http needs them.
 *
 * Every call names its actor first and judges for itself what that actor may see; the policy table only
 * says who gets as far as the call. A refusal is thrown as an `ApiError`-like value (`status`, `code`).
 */
import type * as wire from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { FileUpload } from '../files/index.ts';
import type { IdempotencyStore } from './idempotency.ts';

type By = Principal;

export interface EngineService {
  startInstance(by: By, body: wire.StartInstance): Promise<wire.Instance>;
  getInstance(by: By, id: string): Promise<wire.InstanceDetail>;
  listInstances(by: By, query: wire.ListInstancesQuery): Promise<wire.Page<wire.InstanceSummary>>;
  listEvents(by: By, id: string, query: wire.ListEventsQuery): Promise<wire.Page<wire.HistoryEvent>>;
  setVariables(by: By, id: string, body: wire.SetVariables): Promise<wire.Instance>;
  cancelInstance(by: By, id: string, body: wire.CancelInstance): Promise<wire.Instance>;
  suspendInstance(by: By, id: string, body: { reason?: string | undefined }): Promise<wire.Instance>;
  resumeInstance(by: By, id: string): Promise<wire.Instance>;
  startActivity(by: By, id: string, body: wire.StartActivity): Promise<wire.Instance>;
  withdraw(by: By, id: string, body: wire.Withdraw): Promise<wire.Instance>;
  modifyInstance(by: By, id: string, body: wire.ModifyInstance): Promise<wire.Instance>;
  migrateInstance(by: By, id: string, body: wire.MigrateInstance): Promise<wire.InstanceMigration>;
  grantOverride(by: By, id: string, body: wire.GrantOverride): Promise<wire.Override>;
  listOverrides(by: By, id: string): Promise<{ items: wire.Override[] }>;
  planCaseMigration(by: By, processId: string, body: wire.PlanMigration): Promise<wire.MigrationImpact>;
  startMigration(by: By, processId: string, body: wire.StartMigration): Promise<wire.Migration>;
  listMigrations(by: By, processId: string, query: wire.PageQuery): Promise<wire.Page<wire.Migration>>;
  getMigration(by: By, id: string): Promise<wire.Migration>;
  getMigrationProgress(by: By, id: string): Promise<wire.MigrationProgress>;
  listMigratedCases(by: By, id: string, query: wire.ListMigratedCasesQuery): Promise<wire.Page<wire.MigratedCase>>;
  pauseMigration(by: By, id: string): Promise<wire.Migration>;
  resumeMigration(by: By, id: string): Promise<wire.Migration>;
  retryMigration(by: By, id: string): Promise<wire.Migration>;
  undoMigration(by: By, id: string): Promise<wire.Migration>;
  commentInstance(by: By, id: string, body: wire.CreateComment): Promise<wire.Comment>;
  listComments(by: By, id: string, query: wire.PageQuery): Promise<wire.Page<wire.Comment>>;
  listTasks(by: By, query: wire.ListTasksQuery): Promise<wire.Page<wire.Task>>;
  getTask(by: By, id: string): Promise<wire.TaskDetail>;
  claimTask(by: By, id: string): Promise<wire.Task>;
  unclaimTask(by: By, id: string): Promise<wire.Task>;
  completeTask(by: By, id: string, body: wire.CompleteTask): Promise<wire.Task>;
  delegateTask(by: By, id: string, body: wire.DelegateTask): Promise<wire.Task>;
  remindTask(by: By, id: string): Promise<wire.Task>;
  commentTask(by: By, id: string, body: wire.CreateComment): Promise<wire.Comment>;
  saveTaskDraft(by: By, id: string, body: wire.TaskDraft): Promise<wire.TaskDetail>;
  publishMessage(by: By, body: wire.PublishMessage): Promise<wire.PublishedMessage>;
  broadcastSignal(by: By, body: wire.BroadcastSignal): Promise<wire.BroadcastedSignal>;
  evaluateConditions(by: By, body: wire.EvaluateConditions): Promise<wire.EvaluatedConditions>;
  activateJobs(by: By, body: wire.ActivateJobs, signal: AbortSignal): Promise<wire.ActivatedJobs>;
  completeJob(by: By, id: string, body: wire.CompleteJob): Promise<void>;
  failJob(by: By, id: string, body: wire.FailJob): Promise<void>;
  throwJobError(by: By, id: string, body: wire.ThrowJobError): Promise<void>;
  createStop(by: By, body: wire.CreateStop): Promise<wire.Stop>;
  getStop(by: By, id: string): Promise<wire.Stop>;
  listStops(by: By, query: wire.ListStopsQuery): Promise<wire.Page<wire.Stop>>;
  listStopCases(by: By, id: string, query: wire.PageQuery): Promise<wire.Page<wire.InstanceSummary>>;
  endStop(by: By, id: string, body: wire.EndStop): Promise<wire.Stop>;
  listIncidents(by: By, query: wire.ListIncidentsQuery): Promise<wire.Page<wire.Incident>>;
  resolveIncident(by: By, id: string, body: wire.ResolveIncident): Promise<wire.ResolvedIncident>;
  /** Events after a position, as they are committed, that the reader may see; ends when the signal does. */
  subscribe(by: By, options: { after?: number; signal: AbortSignal }): AsyncIterable<wire.StreamEvent>;
}

export interface InsightService {
  home(by: By): Promise<wire.Home>;
  funnel(by: By, processId: string, version: number | undefined): Promise<wire.Funnel>;
  incidentGroups(by: By): Promise<{ items: wire.IncidentGroup[] }>;
  operationsHealth(by: By): Promise<wire.OperationsHealth>;
}

export interface ReportsService {
  impactOf(by: By, processId: string, which: wire.DiffQuery['to']): Promise<wire.VersionImpact>;
  listImpactCases(
    by: By,
    processId: string,
    which: wire.DiffQuery['to'],
    query: wire.ListCasesAheadQuery,
  ): Promise<wire.Page<wire.CaseAhead>>;
}

export interface ReleasesService {
  deploy(by: By, body: wire.Deploy): Promise<wire.Deployment>;
  deployBundle(by: By, zip: Uint8Array, body: wire.DeployBundle): Promise<wire.Deployment>;
  exportRelease(by: By, id: string, version: number): Promise<{ readonly fileName: string; readonly zip: Uint8Array }>;
  listProcesses(by: By, query: wire.ListProcessesQuery): Promise<wire.Page<wire.Process>>;
  getProcess(by: By, id: string): Promise<wire.ProcessDetail>;
  createProcess(by: By, body: wire.CreateProcess): Promise<wire.ProcessDetail>;
  updateProcess(by: By, id: string, body: wire.UpdateProcess): Promise<wire.ProcessDetail>;
  duplicateProcess(by: By, id: string, body: wire.DuplicateProcess): Promise<wire.ProcessDetail>;
  archiveProcess(by: By, id: string): Promise<wire.ProcessDetail>;
  getDraft(by: By, id: string): Promise<wire.Draft>;
  /** Saves when `ifMatch` names the draft that stands, or is `*`; else refuses: 412 with who saved it, when; 428 without one. */
  saveDraft(by: By, id: string, content: wire.DraftContent, ifMatch: string | undefined): Promise<wire.Draft>;
  discardDraft(by: By, id: string, ifMatch: string | undefined): Promise<void>;
  listVersions(by: By, id: string, query: wire.PageQuery): Promise<wire.Page<wire.Version>>;
  getVersion(by: By, id: string, version: number): Promise<wire.VersionDetail>;
  getVersionXml(by: By, id: string, version: number): Promise<string>;
  publish(by: By, id: string, body: wire.Publish): Promise<wire.Published>;
  getRollout(by: By, id: string, query?: wire.RolloutQuery): Promise<wire.Rollout>;
  listRollouts(by: By, id: string): Promise<wire.RolloutList>;
  rollOut(by: By, id: string, body: wire.RollOut): Promise<wire.Rollout>;
  rollBack(by: By, id: string, body: wire.RollBack): Promise<wire.RolledBack>;
  lookBack(by: By, id: string, query?: wire.WayBackQuery): Promise<wire.WayBack | null>;
  getBlackout(by: By): Promise<wire.Blackout>;
  getProcessBlackout(by: By, processId: string, query: wire.BlackoutQuery): Promise<wire.ProcessBlackout>;
  addBlackoutPeriod(by: By, body: wire.SetBlackoutPeriod): Promise<wire.BlackoutPeriod>;
  changeBlackoutPeriod(by: By, id: string, body: wire.SetBlackoutPeriod): Promise<wire.BlackoutPeriod>;
  removeBlackoutPeriod(by: By, id: string): Promise<void>;
  setHolidaysClosed(by: By, body: wire.SetHolidaysClosed): Promise<wire.Blackout>;
  getRhythm(by: By): Promise<wire.IterationRhythm>;
  setAnchor(by: By, body: wire.Anchor): Promise<wire.IterationRhythm>;
  listIterations(by: By, query: wire.ListIterationsQuery): Promise<wire.Page<wire.IterationSummary>>;
  listReminders(by: By): Promise<{ items: wire.IterationReminder[] }>;
  listKeptChanges(by: By, query: wire.ListKeptChangesQuery): Promise<wire.Page<wire.KeptChange>>;
  listBaselines(by: By, processId: string): Promise<{ items: wire.Baseline[] }>;
  setBaseline(by: By, processId: string, body: wire.SetBaseline): Promise<wire.Baseline>;
  removeBaseline(by: By, processId: string, id: string): Promise<void>;
  importBaselines(by: By, processId: string, body: wire.ImportBaselines): Promise<wire.BaselineImport>;
  planIteration(by: By, processId: string, body: wire.PlanIteration): Promise<wire.Iteration>;
  getIteration(by: By, id: string): Promise<wire.Iteration>;
  changeIteration(by: By, id: string, body: wire.ChangeIteration): Promise<wire.Iteration>;
  discardIteration(by: By, id: string): Promise<void>;
  getEvidence(by: By, id: string): Promise<wire.Evidence>;
  giveVerdict(by: By, id: string, body: wire.GiveVerdict): Promise<wire.Iteration>;
  answerComeBack(by: By, id: string, body: wire.ComeBackVerdict): Promise<wire.Iteration>;
  addCard(by: By, id: string, body: wire.CreateCard): Promise<wire.BoardCard>;
  changeCard(by: By, id: string, cardId: string, body: wire.ChangeCard): Promise<wire.BoardCard>;
  removeCard(by: By, id: string, cardId: string): Promise<void>;
  decide(by: By, id: string, body: wire.Decide): Promise<wire.IterationDecision>;
  listBenchmarks(): Promise<{ items: wire.BenchmarkPack[] }>;
  listSuggestions(by: By, processId: string, query: wire.ListSuggestionsQuery): Promise<wire.Page<wire.Suggestion>>;
  suggest(by: By, processId: string, body: wire.Suggest): Promise<wire.Suggestion>;
  takeUpSuggestion(by: By, id: string, body: wire.TakeUp): Promise<wire.Suggestion>;
  declineSuggestion(by: By, id: string, body: { reason: string }): Promise<wire.Suggestion>;
  withdrawSuggestion(by: By, id: string): Promise<void>;
  getReleaseNotes(by: By, processId: string, version: number): Promise<wire.ReleaseNotes>;
  readVersion(by: By, processId: string, version: number): Promise<wire.ReleaseNotes>;
  changesForMe(by: By): Promise<{ items: wire.ChangeForMe[] }>;
  propose(by: By, id: string, body: wire.Propose): Promise<wire.Review>;
  unschedule(by: By, id: string, version: number): Promise<wire.Review>;
  diff(by: By, id: string, query: wire.DiffQuery): Promise<wire.Difference>;
  getReview(by: By, id: string, version: number): Promise<wire.Review>;
  approve(by: By, id: string, version: number, body: wire.Approve): Promise<wire.Review>;
  decline(by: By, id: string, version: number, body: { reason: string }): Promise<wire.Review>;
  withdrawVersion(by: By, id: string, version: number, body: { reason?: string | undefined }): Promise<wire.Review>;
  commentReview(by: By, id: string, version: number, body: wire.CreateReviewComment): Promise<wire.ReviewComment>;
  resolveComment(
    by: By,
    id: string,
    version: number,
    commentId: string,
    body: { isResolved: boolean },
  ): Promise<wire.ReviewComment>;
}

export interface AccessService {
  /** Who calls, from the bearer key or the session cookie; null when neither is there or good. */
  identify(headers: Headers): Promise<Principal | null>;
  /** `from` is the address that is connected; attempts count by it too. */
  signIn(body: wire.SignIn, from: string | undefined): Promise<{ session: wire.Session; setCookie: readonly string[] }>;
  signOut(by: By, headers: Headers): Promise<{ setCookie: readonly string[] }>;
  me(by: By): Promise<wire.Me>;
  updateMe(by: By, body: wire.UpdateMe): Promise<wire.Me>;
  /** Ends the person's other sessions too, and answers the cookies of a new one. */
  changePassword(by: By, body: wire.ChangePassword): Promise<{ setCookie: readonly string[] }>;
  startSecondFactor(by: By, body: wire.StartSecondFactor, headers: Headers): Promise<wire.SecondFactorSetup>;
  confirmSecondFactor(by: By, body: wire.SecondFactorCode, headers: Headers): Promise<{ setCookie: readonly string[] }>;
  turnOffSecondFactor(by: By, body: wire.TurnOffSecondFactor, headers: Headers): Promise<void>;
  renewRecoveryCodes(by: By, body: wire.StartSecondFactor, headers: Headers): Promise<wire.RecoveryCodes>;
  acknowledgeSecondFactorReset(by: By): Promise<void>;
  setupState(): Promise<wire.SetupState>;
  setup(body: wire.Setup): Promise<wire.User>;
  listPeople(by: By, query: wire.ListPeopleQuery): Promise<wire.Page<wire.Person>>;
  listUsers(by: By, query: wire.ListPeopleQuery): Promise<wire.Page<wire.User>>;
  getUser(by: By, id: string): Promise<wire.User>;
  createUser(by: By, body: wire.CreateUser): Promise<wire.User>;
  updateUser(by: By, id: string, body: wire.UpdateUser): Promise<wire.User>;
  setAbsence(by: By, id: string, absence: wire.Absence): Promise<wire.User>;
  clearAbsence(by: By, id: string): Promise<wire.User>;
  resetSecondFactor(by: By, id: string): Promise<wire.User>;
  startPasswordReset(by: By, id: string): Promise<wire.PasswordReset>;
  resetPassword(body: wire.ResetPassword): Promise<void>;
  listInvitations(by: By): Promise<{ items: wire.Invitation[] }>;
  createInvitation(by: By, body: wire.CreateInvitation): Promise<wire.Invitation>;
  acceptInvitation(body: wire.AcceptInvitation): Promise<wire.User>;
  listGroups(by: By): Promise<{ items: wire.Group[] }>;
  createGroup(by: By, body: wire.CreateGroup): Promise<wire.Group>;
  listApiKeys(by: By): Promise<{ items: wire.ApiKey[] }>;
  createApiKey(by: By, body: wire.CreateApiKey): Promise<wire.CreatedApiKey>;
  revokeApiKey(by: By, id: string): Promise<void>;
  listAuditLog(by: By, query: wire.PageQuery): Promise<wire.Page<wire.AuditEntry>>;
}

/** What another engine says of a document. */
export interface OpinionService {
  look(asked: { readonly bpmn: string; readonly processId: string }): wire.OpinionState;
  ask(asked: { readonly bpmn: string; readonly processId: string }): wire.OpinionState;
}

/** Attachments: where their bytes are and who may read them. */
export interface FilesService {
  upload(by: By, upload: FileUpload): Promise<wire.WireFile>;
  read(by: By, id: string): Promise<{ file: wire.WireFile; content: ReadableStream<Uint8Array> }>;
}
export interface Services {
  readonly engine: EngineService;
  readonly insight: InsightService;
  readonly releases: ReleasesService;
  readonly opinions: OpinionService;
  readonly reports: ReportsService;
  readonly access: AccessService;
  readonly files: FilesService;
  readonly idempotency: IdempotencyStore;
  /** FEEL, limited in steps; never touches a case. */
  evaluateExpression(body: wire.EvaluateExpression): Promise<wire.EvaluatedExpression>;
  /** Reads and validates a model; stores nothing. */
  validate(body: wire.ValidationRequest): Promise<wire.Validation>;
  /** Says why not, when the database does not answer or the server drains. */
  readiness(): Promise<{ isReady: boolean; reason?: string }>;
  /** The gauge of `/metrics`. */
  openIncidentCount(): Promise<number>;
}
