/** Cases, tasks, incidents. */
import type * as wire from '@fortnight/shared/contract';
import { part, request } from './request.ts';

/** What a list takes: every member may be left out. */
export type Query<T> = { readonly [K in keyof T]?: T[K] | undefined };

export const engine = {
  startInstance: (body: wire.StartInstance) => request<wire.Instance>('POST', '/instances', { body }),
  getInstance: (id: string) => request<wire.InstanceDetail>('GET', `/instances/${part(id)}`),
  listInstances: (query: Query<wire.ListInstancesQuery> = {}) =>
    request<wire.Page<wire.InstanceSummary>>('GET', '/instances', { query }),
  listEvents: (id: string, query: Query<wire.ListEventsQuery> = {}) =>
    request<wire.Page<wire.HistoryEvent>>('GET', `/instances/${part(id)}/events`, { query }),
  setVariables: (id: string, body: wire.SetVariables) =>
    request<wire.Instance>('PATCH', `/instances/${part(id)}/variables`, { body }),
  cancelInstance: (id: string, body: wire.CancelInstance) =>
    request<wire.Instance>('POST', `/instances/${part(id)}/cancel`, { body }),
  suspendInstance: (id: string, body: { reason?: string } = {}) =>
    request<wire.Instance>('POST', `/instances/${part(id)}/suspend`, { body }),
  resumeInstance: (id: string) => request<wire.Instance>('POST', `/instances/${part(id)}/resume`),
  modifyInstance: (id: string, body: wire.ModifyInstance) =>
    request<wire.Instance>('POST', `/instances/${part(id)}/modify`, { body }),
  migrateInstance: (id: string, body: wire.MigrateInstance) =>
    request<wire.InstanceMigration>('POST', `/instances/${part(id)}/migrate`, { body }),
  listOverrides: (id: string) => request<{ items: wire.Override[] }>('GET', `/instances/${part(id)}/overrides`),
  grantOverride: (id: string, body: wire.GrantOverride) =>
    request<wire.Override>('POST', `/instances/${part(id)}/overrides`, { body }),
  withdraw: (id: string, body: wire.Withdraw) => request<wire.Instance>('POST', `/instances/${part(id)}/withdraw`, { body }),
  commentInstance: (id: string, body: wire.CreateComment) =>
    request<wire.Comment>('POST', `/instances/${part(id)}/comments`, { body }),
  listComments: (id: string, query: Query<wire.PageQuery> = {}) =>
    request<wire.Page<wire.Comment>>('GET', `/instances/${part(id)}/comments`, { query }),

  listTasks: (query: Query<wire.ListTasksQuery> = {}) => request<wire.Page<wire.Task>>('GET', '/tasks', { query }),
  getTask: (id: string) => request<wire.TaskDetail>('GET', `/tasks/${part(id)}`),
  claimTask: (id: string) => request<wire.Task>('POST', `/tasks/${part(id)}/claim`),
  unclaimTask: (id: string) => request<wire.Task>('POST', `/tasks/${part(id)}/unclaim`),
  completeTask: (id: string, body: wire.CompleteTask) => request<wire.Task>('POST', `/tasks/${part(id)}/complete`, { body }),
  delegateTask: (id: string, body: wire.DelegateTask) => request<wire.Task>('POST', `/tasks/${part(id)}/delegate`, { body }),
  remindTask: (id: string) => request<wire.Task>('POST', `/tasks/${part(id)}/remind`),
  commentTask: (id: string, body: wire.CreateComment) => request<wire.Comment>('POST', `/tasks/${part(id)}/comment`, { body }),
  saveTaskDraft: (id: string, body: wire.TaskDraft) => request<wire.TaskDetail>('PUT', `/tasks/${part(id)}/draft`, { body }),

  listStops: (query: Query<wire.ListStopsQuery> = {}) => request<wire.Page<wire.Stop>>('GET', '/stops', { query }),
  listStopCases: (id: string, query: Query<wire.PageQuery> = {}) =>
    request<wire.Page<wire.InstanceSummary>>('GET', `/stops/${part(id)}/cases`, { query }),
  createStop: (body: wire.CreateStop) => request<wire.Stop>('POST', '/stops', { body }),
  endStop: (id: string, body: wire.EndStop) => request<wire.Stop>('POST', `/stops/${part(id)}/end`, { body }),

  listIncidents: (query: Query<wire.ListIncidentsQuery> = {}) =>
    request<wire.Page<wire.Incident>>('GET', '/incidents', { query }),
  resolveIncident: (id: string, body: wire.ResolveIncident = {}) =>
    request<wire.ResolvedIncident>('POST', `/incidents/${part(id)}/resolve`, { body }),
  evaluateExpression: (body: wire.EvaluateExpression) =>
    request<wire.EvaluatedExpression>('POST', '/expressions/evaluate', { body }),
};
