/** Iterations, suggestions, and what changed for whom. */
import type * as wire from '@fortnight/shared/contract';
import type { Query } from './engine.ts';
import { part, request } from './request.ts';

const one = (id: string): string => `/iterations/${part(id)}`;
const suggestionsOf = (processId: string): string => `/processes/${part(processId)}/suggestions`;
const baselinesOf = (processId: string): string => `/processes/${part(processId)}/baselines`;
const versionOf = (processId: string, version: number): string => `/processes/${part(processId)}/versions/${version}`;

export const iterations = {
  getIterationRhythm: () => request<wire.IterationRhythm>('GET', '/iteration-rhythm'),
  setIterationRhythm: (body: wire.Anchor) => request<wire.IterationRhythm>('PUT', '/iteration-rhythm', { body }),
  listIterations: (query: Query<wire.ListIterationsQuery> = {}) =>
    request<wire.Page<wire.IterationSummary>>('GET', '/iterations', { query }),
  listKeptChanges: (query: Query<wire.ListKeptChangesQuery> = {}) =>
    request<wire.Page<wire.KeptChange>>('GET', '/iterations/kept', { query }),
  planIteration: (processId: string, body: wire.PlanIteration) =>
    request<wire.Iteration>('POST', `/processes/${part(processId)}/iterations`, { body }),
  getIteration: (id: string) => request<wire.Iteration>('GET', one(id)),
  changeIteration: (id: string, body: wire.ChangeIteration) => request<wire.Iteration>('PATCH', one(id), { body }),
  discardIteration: (id: string) => request<void>('DELETE', one(id)),
  getEvidence: (id: string) => request<wire.Evidence>('GET', `${one(id)}/evidence`),
  createCard: (id: string, body: wire.CreateCard) => request<wire.BoardCard>('POST', `${one(id)}/cards`, { body }),
  changeCard: (id: string, cardId: string, body: wire.ChangeCard) =>
    request<wire.BoardCard>('PATCH', `${one(id)}/cards/${part(cardId)}`, { body }),
  deleteCard: (id: string, cardId: string) => request<void>('DELETE', `${one(id)}/cards/${part(cardId)}`),
  decide: (id: string, body: wire.Decide) => request<wire.IterationDecision>('POST', `${one(id)}/decisions`, { body }),
  giveVerdict: (id: string, body: wire.GiveVerdict) => request<wire.Iteration>('POST', `${one(id)}/verdict`, { body }),
  comeBack: (id: string, body: wire.ComeBackVerdict) => request<wire.Iteration>('POST', `${one(id)}/come-backs`, { body }),
  listBaselines: (processId: string) => request<{ items: wire.Baseline[] }>('GET', baselinesOf(processId)),
  setBaseline: (processId: string, body: wire.SetBaseline) => request<wire.Baseline>('POST', baselinesOf(processId), { body }),
  removeBaseline: (processId: string, id: string) => request<void>('DELETE', `${baselinesOf(processId)}/${part(id)}`),
  importBaselines: (processId: string, body: wire.ImportBaselines) =>
    request<wire.BaselineImport>('POST', `${baselinesOf(processId)}/import`, { body }),
  listBenchmarkPacks: () => request<{ items: wire.BenchmarkPack[] }>('GET', '/benchmark-packs'),
  listSuggestions: (processId: string, query: Query<wire.ListSuggestionsQuery> = {}) =>
    request<wire.Page<wire.Suggestion>>('GET', suggestionsOf(processId), { query }),
  suggest: (processId: string, body: wire.Suggest) => request<wire.Suggestion>('POST', suggestionsOf(processId), { body }),
  takeUpSuggestion: (id: string, body: wire.TakeUp) =>
    request<wire.Suggestion>('POST', `/suggestions/${part(id)}/take-up`, { body }),
  declineSuggestion: (id: string, body: { reason: string }) =>
    request<wire.Suggestion>('POST', `/suggestions/${part(id)}/decline`, { body }),
  withdrawSuggestion: (id: string) => request<void>('DELETE', `/suggestions/${part(id)}`),
  getReleaseNotes: (processId: string, version: number) =>
    request<wire.ReleaseNotes>('GET', `${versionOf(processId, version)}/release-notes`),
  readReleaseNotes: (processId: string, version: number) =>
    request<wire.ReleaseNotes>('POST', `${versionOf(processId, version)}/read`),
  listChangesForMe: () => request<{ items: wire.ChangeForMe[] }>('GET', '/me/changes'),
};
