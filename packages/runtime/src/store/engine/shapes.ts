import type { Records } from '../../engine/index.ts';
import type { Shape } from './record-table.ts';

/** The columns of the engine's tables; the compiler holds them against the records. */
export const shapes: { readonly [Name in keyof Records]: Shape<Records[Name]> } = {
  instances: {
    name: 'instances',
    // biome-ignore format: a table of names
    columns: ['id', 'processId', 'version', 'versionId', 'state', 'outcome', 'lossReason', 'businessKey', 'caseName', 'starter', 'owner',
      'startedAt', 'updatedAt', 'endedAt', 'parentInstanceId', 'parentElementId', 'callId', 'rootInstanceId', 'callDepth', 'rolloutId', 'drawnBy', 'ruleFailure', 'marks', 'stageId', 'stageVisit', 'stageEnteredAt', 'stageTargetAt', 'openTaskCount',
      'openIncidentCount', 'amount', 'currency', 'search', 'tokens', 'places', 'body'],
    json: ['tokens'],
  },
  tasks: {
    name: 'tasks',
    // biome-ignore format: a table of names
    columns: ['id', 'instanceId', 'processId', 'version', 'versionId', 'elementId', 'elementKind', 'tokenId', 'name', 'kind', 'state',
      'assignee', 'candidateUsers', 'candidateGroups', 'requestedBy', 'onBehalfOf', 'createdAt', 'completedAt', 'completedBy', 'dueAt',
      'limitText', 'calendar', 'formRef', 'outcomes', 'outcome', 'comment', 'priority', 'failedRules', 'loopCounter', 'approver', 'votes', 'draft',
      'isForAnybody'],
    json: ['candidateUsers', 'candidateGroups', 'outcomes', 'failedRules', 'approver', 'votes', 'draft'],
    isOfCase: true,
  },
  incidents: {
    name: 'incidents',
    // biome-ignore format: a table of names
    columns: ['id', 'instanceId', 'processId', 'version', 'elementId', 'elementKind', 'tokenId', 'code', 'message', 'params', 'state',
      'raisedAt', 'resolvedAt', 'resolvedBy', 'jobType', 'groupId'],
    json: ['params'],
    isOfCase: true,
  },
  jobs: {
    name: 'jobs',
    // biome-ignore format: a table of names
    columns: ['id', 'instanceId', 'processId', 'version', 'elementId', 'businessKey', 'type', 'retries', 'timeoutMs', 'variables',
      'createdAt', 'availableAt', 'worker', 'deadlineAt', 'isHeld', 'heldBy'],
    json: ['variables'],
    isOfCase: true,
  },
  timers: { name: 'timers', columns: ['id', 'instanceId', 'elementId', 'dueAt', 'isHeld', 'heldBy'], json: [], isOfCase: true },
  subscriptions: {
    name: 'subscriptions',
    columns: ['id', 'instanceId', 'processId', 'elementId', 'kind', 'name', 'correlationKey', 'openedAt', 'isHeld'],
    json: [],
    isOfCase: true,
  },
  stageVisits: {
    name: 'stageVisits',
    // biome-ignore format: a table of names
    columns: ['id', 'instanceId', 'processId', 'version', 'elementId', 'visit', 'fromStage', 'enteredAt', 'targetAt', 'leftAt', 'how',
      'lossReason'],
    json: [],
    isOfCase: true,
  },
  stageMoves: {
    name: 'stageMoves',
    columns: ['id', 'processId', 'version', 'fromStage', 'toStage', 'kind', 'count'],
    json: [],
  },
  caseDays: {
    name: 'caseDays',
    // biome-ignore format: a table of names
    columns: ['id', 'processId', 'version', 'day', 'started', 'ended', 'sentBack', 'late', 'incident', 'review', 'byPeople', 'automatic',
      'durations', 'running'],
    json: ['durations', 'running'],
  },
  stepDays: {
    name: 'stepDays',
    // biome-ignore format: a table of names
    columns: ['id', 'processId', 'version', 'elementId', 'day', 'opened', 'completed', 'sentBack', 'votes', 'openMs', 'durations', 'running'],
    json: ['durations', 'running'],
  },
  comments: { name: 'comments', columns: ['id', 'instanceId', 'taskId', 'by', 'at', 'text', 'mentions'], json: ['mentions'] },
  messages: {
    name: 'messages',
    columns: ['id', 'name', 'correlationKey', 'variables', 'messageId', 'publishedAt', 'expiresAt'],
    json: ['variables'],
  },
  seenMessages: { name: 'seenMessages', columns: ['id', 'expiresAt'], json: [] },
  correlations: { name: 'correlations', columns: ['id', 'name', 'properties', 'timeZone'], json: ['properties'] },
  outbox: {
    name: 'outbox',
    columns: ['id', 'kind', 'instanceId', 'target', 'isHeld', 'heldBy', 'body', 'createdAt', 'nextAt', 'attempts', 'error'],
    json: ['body'],
  },
  triggers: {
    name: 'triggers',
    columns: ['id', 'processId', 'versionId', 'elementId', 'definition', 'kind', 'name', 'dueAt', 'armedAt', 'fired', 'heldBy'],
    json: [],
  },
  overrides: {
    name: 'overrides',
    columns: ['id', 'instanceId', 'checkpoints', 'by', 'reason', 'at', 'usedAt', 'usedBy'],
    json: ['checkpoints'],
    isOfCase: true,
  },
  versionMoves: {
    name: 'versionMoves',
    columns: ['id', 'instanceId', 'seq', 'at', 'fromVersionId', 'toVersionId', 'fromVersion', 'toVersion', 'batchId'],
    json: [],
    isOfCase: true,
  },
  migrations: {
    name: 'caseMigrations',
    // biome-ignore format: a table of names
    columns: ['id', 'processId', 'fromVersion', 'toVersion', 'fromVersionId', 'toVersionId', 'state', 'plan', 'filter', 'rate', 'reason',
      'includeUnchanged', 'actor', 'startedAt', 'endedAt', 'total', 'moved', 'unchanged', 'failed', 'undone', 'cursor', 'isThrough',
      'tally'],
    json: ['plan', 'filter', 'actor', 'tally'],
  },
  migrationCases: {
    name: 'migrationCases',
    columns: ['id', 'batchId', 'instanceId', 'caseName', 'state', 'at', 'code', 'message', 'obstacles', 'seq', 'back', 'stageId'],
    json: ['obstacles', 'back'],
  },
  stops: {
    name: 'stops',
    // biome-ignore format: a table of names
    columns: ['id', 'kind', 'holds', 'processId', 'version', 'elementId', 'jobType', 'reason', 'by', 'isFromAbove', 'at', 'until', 'state',
      'endedAt', 'endedBy', 'endReason'],
    json: [],
  },
  standstills: { name: 'standstills', columns: ['id', 'instanceId', 'stopId', 'at'], json: [], isOfCase: true },
};
