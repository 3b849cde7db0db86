import { z } from 'zod';
import { limits } from './limits.ts';
import {
  commentTextSchema,
  dateSchema,
  emailSchema,
  idSchema,
  instantSchema,
  nameSchema,
  page,
  pageQuerySchema,
} from './wire.ts';

export const systemRoleSchema = z.enum(['participant', 'owner', 'admin', 'analyst', 'risk', 'audit', 'worker']);
/** A business group, such as `sales` or `legal`. */
export const groupIdSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u, 'expected 1 to 63 letters, digits, dots, dashes or underscores');
export const passwordSchema = z
  .string()
  .min(limits.passwordMin, `expected at least ${limits.passwordMin} characters`)
  .max(limits.passwordMax, `expected at most ${limits.passwordMax} characters`);
const rolesSchema = z.array(systemRoleSchema).max(7);
const groupsSchema = z.array(groupIdSchema).max(100);
const localeSchema = z.enum(['en', 'zh-Hans', 'zh-Hant']);
const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_+\-/]+$/, 'expected an IANA time zone, such as Asia/Shanghai');

/** As much of a person as everybody who is signed in may see. */
export const personSchema = z
  .object({ id: z.string(), name: z.string(), email: z.string(), title: z.string().optional() })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof personSchema>;
export const personPageSchema = page(personSchema);
export const listPeopleQuerySchema = pageQuerySchema.extend({
  /** Part of a name or e-mail. */
  search: z.string().max(200).optional(),
  group: z.string().max(63).optional(),
  /** User ids, split at commas. */
  ids: z.string().max(10_000).optional(),
});
export type ListPeopleQuery = z.infer<typeof listPeopleQuerySchema>;

export const absenceSchema = z
  .strictObject({ from: z.union([instantSchema, dateSchema]), to: z.union([instantSchema, dateSchema]), substituteId: idSchema })
  .meta({ id: 'Absence' });
export type Absence = z.infer<typeof absenceSchema>;

export const userSchema = z
  .object({
    ...personSchema.shape,
    roles: rolesSchema,
    groups: z.array(z.string()),
    managerId: z.string().optional(),
    locale: localeSchema.optional(),
    timeZone: z.string().optional(),
    isActive: z.boolean(),
    hasSecondFactor: z.boolean().optional(),
    absence: absenceSchema.optional(),
    createdAt: instantSchema,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof userSchema>;
export const userPageSchema = page(userSchema);

const userFields = {
  name: nameSchema,
  roles: rolesSchema,
  groups: groupsSchema,
  managerId: idSchema.nullable().optional(),
  title: nameSchema.nullable().optional(),
  locale: localeSchema.optional(),
  timeZone: timeZoneSchema.optional(),
};
export const createUserSchema = z
  .strictObject({
    email: emailSchema,
    password: passwordSchema.optional(),
    ...userFields,
    roles: rolesSchema.default(['participant']),
    groups: groupsSchema.default([]),
  })
  .meta({ id: 'CreateUser' });
export type CreateUser = z.infer<typeof createUserSchema>;
export const updateUserSchema = z
  .strictObject({ ...userFields, isActive: z.boolean() })
  .partial()
  .meta({ id: 'UpdateUser' });
export type UpdateUser = z.infer<typeof updateUserSchema>;

export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string().optional(),
    roles: rolesSchema,
    groups: z.array(z.string()),
    invitedBy: z.string().nullable(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    acceptedAt: instantSchema.optional(),
    /** The one-time link's token: only in the answer that created it. */
    token: z.string().nullable().optional(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;
export const createInvitationSchema = z
  .strictObject({
    email: emailSchema,
    name: nameSchema.optional(),
    roles: rolesSchema.default(['participant']),
    groups: groupsSchema.default([]),
    managerId: idSchema.optional(),
  })
  .meta({ id: 'CreateInvitation' });
export type CreateInvitation = z.infer<typeof createInvitationSchema>;
export const acceptInvitationSchema = z
  .strictObject({ token: z.string().min(1).max(200), name: nameSchema, password: passwordSchema })
  .meta({ id: 'AcceptInvitation' });
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;

export const groupSchema = z.object({ id: z.string(), name: z.string(), memberCount: z.number().int() }).meta({ id: 'Group' });
export type Group = z.infer<typeof groupSchema>;
export const createGroupSchema = z.strictObject({ id: groupIdSchema, name: nameSchema }).meta({ id: 'CreateGroup' });
export type CreateGroup = z.infer<typeof createGroupSchema>;

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: rolesSchema,
    groups: z.array(z.string()),
    userId: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    lastUsedAt: instantSchema.nullable(),
    revokedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;
export const createApiKeySchema = z
  .strictObject({ name: nameSchema, roles: rolesSchema, groups: groupsSchema.optional(), userId: idSchema.optional() })
  .meta({ id: 'CreateApiKey' });
export type CreateApiKey = z.infer<typeof createApiKeySchema>;
/** The secret is told once; a replayed creation answers `key: null`. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string().nullable() }).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

/** Everything that the audit log can say was done. */
export const auditActions = [
  'api-key.created',
  'api-key.revoked',
  'baseline.given',
  'baseline.imported',
  'baseline.removed',
  'blackout.holidays-set',
  'blackout.overridden',
  'blackout.period-added',
  'blackout.period-changed',
  'blackout.period-removed',
  'group.created',
  'invitation.created',
  'iteration.planned',
  'iteration.changed',
  'iteration.discarded',
  'iteration.started',
  'iteration.closed',
  'iteration.reviewed',
  'iteration.decided',
  'iteration.card-added',
  'iteration.card-changed',
  'iteration.card-removed',
  'iteration.anchored',
  'password-reset.started',
  'password.changed',
  'password.reset',
  'process.archived',
  'process.updated',
  'recovery-codes.renewed',
  'rollout.began',
  'rollout.completed',
  'rollout.shared',
  'second-factor.reset',
  'second-factor.set-up',
  'second-factor.turned-off',
  'session.opened',
  'stop.set',
  'stop.ended',
  'suggestion.made',
  'suggestion.taken-up',
  'suggestion.declined',
  'suggestion.withdrawn',
  'user.absence-cleared',
  'user.absence-set',
  'user.created',
  'user.updated',
  'version.approved',
  'version.declined',
  'version.held',
  'version.proposed',
  'version.published',
  'version.read',
  'version.scheduled',
  'version.unscheduled',
  'version.rolledBack',
  'version.withdrawn',
] as const;
export type AuditActionCode = (typeof auditActions)[number];
export const auditEntrySchema = z
  .object({
    position: z.number().int(),
    at: instantSchema,
    by: z.string().nullable(),
    via: z.string(),
    action: z.string(),
    target: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Which entries of the log: who did what to whom or what, and when. A page may be short, and `nextCursor` still go on. */
export const listAuditLogQuerySchema = pageQuerySchema.extend({
  /** A user id. */
  by: z.string().max(limits.idLength).optional(),
  action: z.enum(auditActions).optional(),
  /** The id of a person, a process, a group, a key. */
  target: z.string().max(limits.idLength).optional(),
  from: instantSchema.optional(),
  /** Entries before this instant. */
  to: instantSchema.optional(),
});
export type ListAuditLogQuery = z.infer<typeof listAuditLogQuerySchema>;

/** A reason that goes on record. */
export const reasonSchema = z.strictObject({ reason: commentTextSchema }).meta({ id: 'Reason' });
export const optionalReasonSchema = z.strictObject({ reason: commentTextSchema.optional() }).meta({ id: 'OptionalReason' });
