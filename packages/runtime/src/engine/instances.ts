/** Cases: start, read, correct, hold, end. */
import type {
  CancelInstance,
  Comment,
  CreateComment,
  Instance,
  InstanceSummary,
  ListInstancesQuery,
  Page,
  PageQuery,
  SetVariables,
  StartActivity,
  StartInstance,
  Withdraw,
} from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { cursorAt, placeOf } from '../base/index.ts';
import { actorForOneOf, actorOf, keyGroups, type Reader } from './actor.ts';
import { type Advanced, advance, type Command, loadCase } from './advance.ts';
import { attachFiles, filesIn } from './attach-files.ts';
import { addComment, commentOf } from './comments.ts';
import { checkForm } from './form-check.ts';
import type { EngineTransaction, InstanceFilter } from './host.ts';
import type { Knowledge } from './knowledge.ts';
import type { Draw } from './live-versions.ts';
import { assertMayCancel, holdersOf } from './own-case.ts';
import type { InstanceRecord } from './records.ts';
import { EngineRefused, notFound } from './refusal.ts';
import type { Runner } from './runner.ts';
import { assertMayStart, startCase } from './start-case.ts';
import { askersOf, stateOf } from './state.ts';
import { instanceOf, summaryOf } from './views/instance.ts';
import { assertMayManage, assertMayRead, mayRead, mayTakePart, sightOf } from './visibility.ts';

export function createInstances(runner: Runner) {
  const { host, versions } = runner;

  /** One command on a case that the caller may read. */
  const act = async (
    by: Principal,
    id: string,
    make: (tx: EngineTransaction, record: InstanceRecord, knowledge: Knowledge, reader: Reader) => Command,
  ): Promise<Instance> => {
    const reader = await runner.reader(by);
    return runner.command((tx, knowledge) => {
      const record = loadCase(tx, id);
      assertMayRead(tx, reader, record);
      return wireOf(knowledge, advance(tx, knowledge, record, make(tx, record, knowledge, reader)));
    });
  };
  /** The version that is asked for, else the one that is drawn among those that are live. */
  const versionFor = async (by: Principal, body: StartInstance): Promise<Draw> => {
    const { processId, version, versionTag, businessKey, variables = {} } = body;
    const wanted = version !== undefined ? { version } : versionTag !== undefined ? { versionTag } : undefined;
    if (!wanted) {
      const beginning = { businessKey, variables, groups: by.groups, at: runner.now() };
      const draw = await versions.draw(processId, beginning);
      if (!draw) throw noVersion(processId, version, versionTag);
      return draw;
    }
    const versionId = await versions.find(processId, wanted);
    if (versionId === undefined) throw noVersion(processId, version, versionTag);
    const live = await versions.liveOf(processId);
    const isLive = live?.versions.some((each) => each.versionId === versionId) === true;
    if (!isLive && !by.roles.some((role) => role === 'admin' || role === 'worker'))
      throw new EngineRefused(403, 'version-not-live', 'Starting a version that is not live needs the role admin or worker.', {
        processId,
      });
    return { versionId };
  };
  const wireOf = ({ versions: { inMemory } }: Knowledge, { record }: Advanced): Instance =>
    instanceOf(record, inMemory.call(versions, record.versionId));

  return {
    async startInstance(by: Principal, body: StartInstance): Promise<Instance> {
      const { businessKey, variables } = body;
      const { versionId, drawn } = await versionFor(by, body);
      const sheet = await versions.get(versionId);
      const reader = await runner.reader(by);
      const form = sheet.settings.startForm === undefined ? undefined : sheet.forms.get(sheet.settings.startForm);
      if (form && by.via.kind === 'session')
        checkForm({
          form,
          known: {},
          given: variables ?? {},
          isComplete: true,
          at: runner.now(),
          timeZone: sheet.settings.timeZone,
        });
      return runner.command((tx, knowledge) => {
        assertMayStart(tx, by, sheet);
        const command: Extract<Command, { type: 'start' }> = {
          type: 'start',
          by: actorOf(by),
          ...(businessKey !== undefined && { businessKey }),
          ...(variables && { variables }),
        };
        const started = startCase(tx, knowledge, sheet, command, (holder) => mayRead(tx, reader, holder), { drawn });
        tx.addParticipants(started.record.id, [], keyGroups(by));
        attachFiles(tx, by, started.record.id, filesIn(sheet, variables ?? {}));
        return wireOf(knowledge, started);
      });
    },

    async listInstances(by: Principal, query: ListInstancesQuery): Promise<Page<InstanceSummary>> {
      const reader = await runner.reader(by);
      const page = host.reads.listInstances(filterOf(query, by, runner.now()), sightOf(reader), pageOf(query));
      const sheets = await Promise.all(page.items.map(({ versionId }) => versions.get(versionId)));
      return {
        items: page.items.flatMap((record, index) => {
          const sheet = sheets[index];
          return sheet ? [summaryOf(record, sheet)] : [];
        }),
        nextCursor: page.nextCursor,
      };
    },

    setVariables: (by: Principal, id: string, { variables, reason }: SetVariables): Promise<Instance> =>
      act(by, id, (tx, { processId }) => {
        if (!by.roles.includes('worker')) assertMayManage(tx, by, processId, 'correct its data');
        return { type: 'setVariables', by: actorOf(by), variables, ...(reason !== undefined && { reason }) };
      }),

    cancelInstance: (by: Principal, id: string, { reason, lossReason }: CancelInstance): Promise<Instance> =>
      act(by, id, (tx, record, knowledge, reader) => {
        assertMayCancel(tx, reader, { record, lossReason, sheet: knowledge.versions.inMemory(record.versionId) });
        const actor = actorForOneOf(reader, holdersOf(record));
        return { type: 'cancel', by: actor, reason, ...(lossReason !== undefined && { lossReason }) };
      }),

    suspendInstance: (by: Principal, id: string, { reason }: { reason?: string | undefined }): Promise<Instance> =>
      act(by, id, (tx, { processId }) => {
        assertMayManage(tx, by, processId, 'hold its cases');
        return { type: 'suspend', by: actorOf(by), ...(reason !== undefined && { reason }) };
      }),

    resumeInstance: (by: Principal, id: string): Promise<Instance> =>
      act(by, id, (tx, { processId }) => {
        assertMayManage(tx, by, processId, 'resume its cases');
        return { type: 'resume', by: actorOf(by) };
      }),

    startActivity: (by: Principal, id: string, { elementId }: StartActivity): Promise<Instance> =>
      act(by, id, (tx, record, _knowledge, reader) => {
        if (!mayTakePart(tx, reader, record))
          throw new EngineRefused(403, 'not-your-case', 'Expected somebody who has part in the case, or manages its process.');
        return { type: 'startActivity', by: actorOf(by), elementId };
      }),

    withdraw: (by: Principal, id: string, { elementId, reason }: Withdraw): Promise<Instance> =>
      act(by, id, (_tx, record, _knowledge, reader) => ({
        type: 'withdraw',
        by: actorForOneOf(reader, askersOf(stateOf(record))),
        elementId,
        reason,
      })),

    async commentInstance(by: Principal, id: string, body: CreateComment): Promise<Comment> {
      const reader = await runner.reader(by);
      return runner.command((tx, knowledge) => {
        assertMayRead(tx, reader, loadCase(tx, id));
        return addComment(tx, knowledge, by, { ...body, instanceId: id });
      });
    },

    async listComments(by: Principal, id: string, query: PageQuery): Promise<Page<Comment>> {
      const reader = await runner.reader(by);
      const record = host.reads.instances.get(id);
      if (!record || !mayRead(host.reads, reader, record)) throw notFound('instance', id);
      const list = `comments ${id}`;
      const [from] = placeOf(list, query.cursor, [0]) ?? [0];
      const all = host.reads.comments.find({ instanceId: id }, { orderBy: 'at', limit: from + query.limit + 1 });
      const items = all.slice(from, from + query.limit).map(commentOf);
      return { items, nextCursor: all.length > from + query.limit ? cursorAt(list, [from + query.limit]) : null };
    },
  };
}

const noVersion = (processId: string, version: number | undefined, versionTag: string | undefined): EngineRefused =>
  version === undefined && versionTag === undefined
    ? new EngineRefused(404, 'process-not-found', `There is no process "${processId}" with a live version; publish one first.`, {
        processId,
      })
    : new EngineRefused(
        404,
        'version-not-found',
        `The process "${processId}" has no version ${version ?? `"${versionTag}"`} that was live.`,
        {
          processId,
          ...(version !== undefined && { version }),
          ...(versionTag !== undefined && { versionTag }),
        },
      );

export const pageOf = ({ limit, cursor }: PageQuery): { limit: number; cursor?: string } => ({
  limit,
  ...(cursor !== undefined && { cursor }),
});

/** `me` is the caller; a key without a user is nobody. */
const person = (id: string, by: Principal): string => (id === 'me' ? (by.userId ?? '') : id);

const filterOf = (query: ListInstancesQuery, by: Principal, at: number): InstanceFilter => ({
  sort: query.sort,
  ...(query.processId !== undefined && { processId: query.processId }),
  ...(query.state !== undefined && { states: query.state.split(',') }),
  ...(query.businessKey !== undefined && { businessKey: query.businessKey }),
  ...(query.version !== undefined && { version: query.version }),
  ...(query.elementId !== undefined && { elementIds: [query.elementId] }),
  ...(query.stage !== undefined && { stageId: query.stage }),
  ...(query.outcome !== undefined && { outcome: query.outcome }),
  ...(query.owner !== undefined && { owner: person(query.owner, by) }),
  ...(query.starter !== undefined && { starter: person(query.starter, by) }),
  ...(query.parentInstanceId !== undefined && { parentInstanceId: query.parentInstanceId }),
  ...(query.hasIncident !== undefined && { hasIncident: query.hasIncident }),
  ...(query.isOverTarget === true && { overTargetAt: at }),
  ...(query.search !== undefined && { search: query.search }),
});
