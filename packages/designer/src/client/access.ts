/** Who may: session, people, groups, keys, the audit log. */
import type * as wire from '@fortnight/shared/contract';
import type { Query } from './engine.ts';
import { part, request } from './request.ts';

/** Text that somebody types into a form of ours, before the contract's defaults are filled in. */
type Invite = Pick<wire.CreateInvitation, 'email'> & Partial<wire.CreateInvitation>;

export const access = {
  signIn: (body: wire.SignIn) => request<wire.Session>('POST', '/session', { body }),
  signOut: () => request<void>('DELETE', '/session'),
  me: () => request<wire.Me>('GET', '/me'),
  updateMe: (body: wire.UpdateMe) => request<wire.Me>('PATCH', '/me', { body }),
  changePassword: (body: wire.ChangePassword) => request<void>('PUT', '/me/password', { body }),
  startSecondFactor: (body: wire.StartSecondFactor) => request<wire.SecondFactorSetup>('POST', '/me/second-factor', { body }),
  confirmSecondFactor: (body: wire.SecondFactorCode) => request<void>('POST', '/me/second-factor/confirm', { body }),
  turnOffSecondFactor: (body: wire.TurnOffSecondFactor) => request<void>('POST', '/me/second-factor/turn-off', { body }),
  renewRecoveryCodes: (body: wire.StartSecondFactor) =>
    request<wire.RecoveryCodes>('POST', '/me/second-factor/recovery-codes', { body }),
  acknowledgeSecondFactorReset: () => request<void>('DELETE', '/me/second-factor/reset'),
  resetSecondFactor: (id: string) => request<wire.User>('DELETE', `/users/${part(id)}/second-factor`),
  setupState: () => request<wire.SetupState>('GET', '/setup'),
  setup: (body: wire.Setup) => request<wire.User>('POST', '/setup', { body }),
  resetPassword: (body: wire.ResetPassword) => request<void>('POST', '/password-resets/redeem', { body }),
  listPeople: (query: Query<wire.ListPeopleQuery> = {}) => request<wire.Page<wire.Person>>('GET', '/people', { query }),
  listUsers: (query: Query<wire.ListPeopleQuery> = {}) => request<wire.Page<wire.User>>('GET', '/users', { query }),
  getUser: (id: string) => request<wire.User>('GET', `/users/${part(id)}`),
  updateUser: (id: string, body: wire.UpdateUser) => request<wire.User>('PATCH', `/users/${part(id)}`, { body }),
  setAbsence: (id: string, body: wire.Absence) => request<wire.User>('PUT', `/users/${part(id)}/absence`, { body }),
  clearAbsence: (id: string) => request<wire.User>('DELETE', `/users/${part(id)}/absence`),
  startPasswordReset: (id: string) => request<wire.PasswordReset>('POST', `/users/${part(id)}/password-reset`),
  listInvitations: () => request<{ items: wire.Invitation[] }>('GET', '/invitations'),
  createInvitation: (body: Invite) => request<wire.Invitation>('POST', '/invitations', { body }),
  acceptInvitation: (body: wire.AcceptInvitation) => request<wire.User>('POST', '/invitations/accept', { body }),
  listGroups: () => request<{ items: wire.Group[] }>('GET', '/groups'),
  createGroup: (body: wire.CreateGroup) => request<wire.Group>('POST', '/groups', { body }),
  listApiKeys: () => request<{ items: wire.ApiKey[] }>('GET', '/api-keys'),
  createApiKey: (body: wire.CreateApiKey) => request<wire.CreatedApiKey>('POST', '/api-keys', { body }),
  revokeApiKey: (id: string) => request<void>('DELETE', `/api-keys/${part(id)}`),
  listAuditLog: (query: Query<wire.ListAuditLogQuery> = {}) =>
    request<wire.Page<wire.AuditEntry>>('GET', '/audit-log', { query }),
};
