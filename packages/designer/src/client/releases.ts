/** Processes, drafts, versions. */
import type * as wire from '@fortnight/shared/contract';
import type { Query } from './engine.ts';
import { part, request, requestBlob, requestText } from './request.ts';

const ifMatchHeader = (etag: string | undefined): Record<string, string> =>
  etag === undefined ? {} : { 'If-Match': `"${etag}"` };

const reviewOf = (id: string, version: number): string => `/processes/${part(id)}/reviews/${version}`;

export const releases = {
  deploy: (body: wire.Deploy) => request<wire.Deployment>('POST', '/deployments', { body }),
  validate: (body: wire.ValidationRequest) => request<wire.Validation>('POST', '/validations', { body }),
  listProcesses: (query: Query<wire.ListProcessesQuery> = {}) => request<wire.Page<wire.Process>>('GET', '/processes', { query }),
  getProcess: (id: string) => request<wire.ProcessDetail>('GET', `/processes/${part(id)}`),
  createProcess: (body: wire.CreateProcess) => request<wire.ProcessDetail>('POST', '/processes', { body }),
  updateProcess: (id: string, body: wire.UpdateProcess) =>
    request<wire.ProcessDetail>('PATCH', `/processes/${part(id)}`, { body }),
  duplicateProcess: (id: string, body: wire.DuplicateProcess) =>
    request<wire.ProcessDetail>('POST', `/processes/${part(id)}/duplicate`, { body }),
  archiveProcess: (id: string) => request<wire.ProcessDetail>('POST', `/processes/${part(id)}/archive`),
  getDraft: (id: string) => request<wire.Draft>('GET', `/processes/${part(id)}/draft`),
  /** Saves over the draft that `ifMatch` names; 412 (`ProblemError.params` says who and when) when another stands. */
  saveDraft: (id: string, content: wire.DraftContent, ifMatch: string) =>
    request<wire.Draft>('PUT', `/processes/${part(id)}/draft`, { body: content, headers: ifMatchHeader(ifMatch) }),
  discardDraft: (id: string, ifMatch: string | undefined) =>
    request<void>('DELETE', `/processes/${part(id)}/draft`, { headers: ifMatchHeader(ifMatch) }),
  listVersions: (id: string, query: Query<wire.PageQuery> = {}) =>
    request<wire.Page<wire.Version>>('GET', `/processes/${part(id)}/versions`, { query }),
  getVersion: (id: string, version: number) => request<wire.VersionDetail>('GET', `/processes/${part(id)}/versions/${version}`),
  getVersionXml: (id: string, version: number) => requestText(`/processes/${part(id)}/versions/${version}/xml`),
  exportRelease: (id: string, version: number) =>
    requestBlob(`/processes/${part(id)}/versions/${version}/bundle`, 'application/zip'),
  publish: (id: string, body: wire.Publish) => request<wire.Published>('POST', `/processes/${part(id)}/publish`, { body }),
  getRollout: (id: string, query: wire.RolloutQuery = {}) =>
    request<wire.Rollout>('GET', `/processes/${part(id)}/rollout`, { query }),
  listRollouts: (id: string) => request<wire.RolloutList>('GET', `/processes/${part(id)}/rollouts`),
  rollOut: (id: string, body: wire.RollOut) => request<wire.Rollout>('POST', `/processes/${part(id)}/rollout`, { body }),
  lookBack: (id: string, query: wire.WayBackQuery = {}) =>
    request<wire.WayBack | null>('GET', `/processes/${part(id)}/rollback`, { query }),
  rollBack: (id: string, body: wire.RollBack) => request<wire.RolledBack>('POST', `/processes/${part(id)}/rollback`, { body }),
  getBlackout: () => request<wire.Blackout>('GET', '/blackout'),
  getProcessBlackout: (id: string, query: wire.BlackoutQuery) =>
    request<wire.ProcessBlackout>('GET', `/processes/${part(id)}/blackout`, { query }),
  addBlackoutPeriod: (body: wire.SetBlackoutPeriod) => request<wire.BlackoutPeriod>('POST', '/blackout/periods', { body }),
  changeBlackoutPeriod: (id: string, body: wire.SetBlackoutPeriod) =>
    request<wire.BlackoutPeriod>('PUT', `/blackout/periods/${part(id)}`, { body }),
  removeBlackoutPeriod: (id: string) => request<void>('DELETE', `/blackout/periods/${part(id)}`),
  setHolidaysClosed: (body: wire.SetHolidaysClosed) => request<wire.Blackout>('PUT', '/blackout/holidays', { body }),
  propose: (id: string, body: wire.Propose) => request<wire.Review>('POST', `/processes/${part(id)}/reviews`, { body }),
  getReview: (id: string, version: number) => request<wire.Review>('GET', reviewOf(id, version)),
  approveVersion: (id: string, version: number, body: wire.Approve) =>
    request<wire.Review>('POST', `${reviewOf(id, version)}/approve`, { body }),
  declineVersion: (id: string, version: number, body: { reason: string }) =>
    request<wire.Review>('POST', `${reviewOf(id, version)}/decline`, { body }),
  withdrawVersion: (id: string, version: number, body: { reason?: string }) =>
    request<wire.Review>('POST', `${reviewOf(id, version)}/withdraw`, { body }),
  unscheduleVersion: (id: string, version: number) => request<wire.Review>('POST', `${reviewOf(id, version)}/unschedule`),
  commentReview: (id: string, version: number, body: wire.CreateReviewComment) =>
    request<wire.ReviewComment>('POST', `${reviewOf(id, version)}/comments`, { body }),
  resolveReviewComment: (id: string, version: number, commentId: string, isResolved: boolean) =>
    request<wire.ReviewComment>(
      'POST',
      `${reviewOf(id, version)}/comments/${part(commentId)}/${isResolved ? 'resolve' : 'reopen'}`,
    ),
  getDraftOpinion: (id: string) => request<wire.OpinionState>('GET', `/processes/${part(id)}/draft/second-opinion`),
  askDraftOpinion: (id: string) => request<wire.OpinionState>('POST', `/processes/${part(id)}/draft/second-opinion`),
  getVersionOpinion: (id: string, version: number) =>
    request<wire.OpinionState>('GET', `/processes/${part(id)}/versions/${version}/second-opinion`),
  askVersionOpinion: (id: string, version: number) =>
    request<wire.OpinionState>('POST', `/processes/${part(id)}/versions/${version}/second-opinion`),
};
