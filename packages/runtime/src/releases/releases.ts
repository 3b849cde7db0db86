import type {
  ChangeIteration,
  ComeBackVerdict,
  GiveVerdict,
  Iteration,
  PlanIteration,
  Process,
  RollBack,
  RollOut,
  Rollout,
  Validation,
  ValidationRequest,
} from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { addPeriod, changePeriod, getBlackout, getProcessBlackout, removePeriod, setHolidaysClosed } from './blackout/index.ts';
import { deploy, deployBundle } from './deploy.ts';
import { diff } from './diff.ts';
import { discardDraft, getDraft, saveDraft } from './drafts.ts';
import { exportRelease } from './export-release.ts';
import {
  addCard,
  answerComeBack,
  beginDueIterations,
  changeCard,
  changeIteration,
  changesForMe,
  decide,
  declineSuggestion,
  discardIteration,
  getEvidence,
  getIteration,
  getReleaseNotes,
  getRhythm,
  giveVerdict,
  importBaselines,
  listBaselines,
  listIterations,
  listKeptChanges,
  listReminders,
  listSuggestions,
  packs,
  planIteration,
  readVersion,
  removeBaseline,
  removeCard,
  runningIterations,
  setAnchor,
  setBaseline,
  suggest,
  takeUpSuggestion,
  withdrawSuggestion,
} from './iterations/index.ts';
import { publishedIds } from './pinned-calls.ts';
import type { ReleasesContext, ReleasesOptions, ReleaseTransaction } from './ports.ts';
import { archiveProcess, createProcess, duplicateProcess, getProcess, listProcesses, updateProcess } from './processes.ts';
import { propose } from './propose.ts';
import { proposeRequests } from './publication-requests.ts';
import { publish } from './publish.ts';
import { approve, commentReview, decline, getReview, resolveComment, withdrawVersion } from './reviews.ts';
import { mayDraw } from './rights.ts';
import {
  getRollout,
  listRollouts,
  lookBack,
  resolveBack,
  rollBack,
  rollBackWithin,
  rollOut,
  watchRollouts,
} from './rollouts/index.ts';
import { nextPublicationAt, publishDue, unschedule } from './schedule.ts';
import type { ReleaseTables } from './tables.ts';
import { createVersionsAhead } from './version-ahead.ts';
import { createVersionSource, getVersion, getVersionXml, listVersions } from './versions.ts';
import { listWaiting } from './waiting-versions.ts';

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
    deployBundle: bound(deployBundle),
    exportRelease: bound(exportRelease),
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
    unschedule: bound(unschedule),
    diff: bound(diff),
    propose: bound(propose),
    getReview: bound(getReview),
    approve: bound(approve),
    decline: bound(decline),
    withdrawVersion: bound(withdrawVersion),
    commentReview: bound(commentReview),
    resolveComment: bound(resolveComment),
    waitingVersions: bound(listWaiting),
    ...createVersionsAhead(context),
    rollOut: async (by: Principal, id: string, body: RollOut): Promise<Rollout> => {
      await rollOut(context, by, id, body);
      return getRollout(context, by, id, { version: body.version });
    },
    rollBack: async (by: Principal, id: string, body: RollBack): Promise<Process> => {
      await rollBack(context, by, id, body);
      return getProcess(context, by, id);
    },
    /** Going back within a transaction that others write in too. */
    rollBackWithin(tx: ReleaseTransaction, by: Principal, id: string, body: Omit<RollBack, 'cases'>): void {
      tx.onCommit(options.changed);
      rollBackWithin(context, tx, by, id, body);
    },
    lookBack: bound(lookBack),
    resolveBack: bound(resolveBack),
    getRollout: bound(getRollout),
    listRollouts: bound(listRollouts),
    getBlackout: bound(getBlackout),
    getProcessBlackout: bound(getProcessBlackout),
    addBlackoutPeriod: bound(addPeriod),
    changeBlackoutPeriod: bound(changePeriod),
    removeBlackoutPeriod: bound(removePeriod),
    setHolidaysClosed: bound(setHolidaysClosed),
    getRhythm: bound(getRhythm),
    setAnchor: bound(setAnchor),
    listIterations: bound(listIterations),
    getIteration: bound(getIteration),
    planIteration: async (by: Principal, processId: string, body: PlanIteration): Promise<Iteration> =>
      getIteration(context, by, await planIteration(context, by, processId, body)),
    changeIteration: async (by: Principal, id: string, body: ChangeIteration): Promise<Iteration> => {
      await changeIteration(context, by, id, body);
      return getIteration(context, by, id);
    },
    discardIteration: bound(discardIteration),
    getEvidence: bound(getEvidence),
    listBaselines: bound(listBaselines),
    setBaseline: bound(setBaseline),
    removeBaseline: bound(removeBaseline),
    importBaselines: bound(importBaselines),
    giveVerdict: async (by: Principal, id: string, body: GiveVerdict): Promise<Iteration> => {
      await giveVerdict(context, by, id, body);
      return getIteration(context, by, id);
    },
    answerComeBack: async (by: Principal, id: string, body: ComeBackVerdict): Promise<Iteration> => {
      await answerComeBack(context, by, id, body);
      return getIteration(context, by, id);
    },
    listKeptChanges: bound(listKeptChanges),
    listReminders: bound(listReminders),
    runningIterations: bound(runningIterations),
    addCard: bound(addCard),
    changeCard: bound(changeCard),
    removeCard: bound(removeCard),
    decide: bound(decide),
    listSuggestions: bound(listSuggestions),
    suggest: bound(suggest),
    takeUpSuggestion: bound(takeUpSuggestion),
    declineSuggestion: bound(declineSuggestion),
    withdrawSuggestion: bound(withdrawSuggestion),
    getReleaseNotes: bound(getReleaseNotes),
    readVersion: bound(readVersion),
    changesForMe: bound(changesForMe),
    listBenchmarks: async () => ({ items: packs.map((pack) => ({ ...pack, figures: [...pack.figures] })) }),
    /** Begins iterations whose fortnight has come. */
    beginDueIterations: () => beginDueIterations(context),
    /** Asks the guards of what is rolled out, and takes the steps that are due. */
    watchRollouts: () => watchRollouts(context),
    versions: createVersionSource(context),

    /** Does what was left over from before this start. */
    takeUp: () => proposeRequests(context),
    /** Publishes what is due by now. */
    publishDue: () => publishDue(context),
    nextPublicationAt: () => nextPublicationAt(context),
    /** How many errors each draft holds that this reader may mend, by process. */
    async draftErrorCounts(by: Principal): Promise<ReadonlyMap<string, number>> {
      const rows = await db
        .selectFrom('drafts')
        .innerJoin('processes', 'processes.id', 'drafts.processId')
        .select(['drafts.processId', 'drafts.errorCount', 'processes.owner'])
        .execute();
      return new Map(rows.filter(({ owner }) => mayDraw(by, owner)).map(({ processId, errorCount }) => [processId, errorCount]));
    },
    /** Says what is wrong with a model; stores nothing. */
    async validate({ bpmn, forms }: ValidationRequest): Promise<Validation> {
      return { problems: (await options.documents.check(bpmn, { forms, processIds: await publishedIds(context) })).problems };
    },
  };
}
