import type {
  AcceptInvitation,
  CreateInvitation,
  Invitation,
  PasswordReset,
  ResetPassword,
  User,
} from '@fortnight/shared/contract';
import { setPassword } from './password.ts';
import { type AccessContext, instantOf } from './ports.ts';
import type { Principal } from './principal.ts';
import { AccessRefused } from './refusal.ts';
import { createId, createSecret, hashSecret } from './secret.ts';
import type { InvitationRow } from './tables.ts';
import { createUser, getUser, rolesOf } from './users.ts';

const dayMs = 24 * 60 * 60 * 1000;

export async function listInvitations({ database }: AccessContext): Promise<{ items: Invitation[] }> {
  const rows = await database.selectFrom('invitations').selectAll().orderBy('createdAt', 'desc').orderBy('id').execute();
  return { items: rows.map(toInvitation) };
}

export async function createInvitation(context: AccessContext, by: Principal, body: CreateInvitation): Promise<Invitation> {
  const { database } = context;
  const { email, roles, groups } = body;
  if (await database.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst())
    throw new AccessRefused(409, 'email-taken', `There is a user with the e-mail ${email} already.`, { email });
  if (body.managerId !== undefined) await getUser(context, body.managerId);
  const at = context.now();
  const token = createSecret('fni');
  const row: InvitationRow = {
    id: createId(),
    email,
    name: body.name ?? null,
    roles: JSON.stringify(roles),
    groups: JSON.stringify(groups),
    managerId: body.managerId ?? null,
    tokenHash: hashSecret(token),
    invitedBy: by.userId,
    createdAt: instantOf(at),
    expiresAt: instantOf(at + 7 * dayMs),
    acceptedAt: null,
  };
  // A new link for the same person takes the place of the old one.
  await database.deleteFrom('invitations').where('email', '=', email).where('acceptedAt', 'is', null).execute();
  await database.insertInto('invitations').values(row).execute();
  await context.audit.append({ at, by, action: 'invitation.created', target: row.id, details: { email, roles, groups } });
  return { ...toInvitation(row), token };
}

export async function acceptInvitation(context: AccessContext, { token, name, password }: AcceptInvitation): Promise<User> {
  const { database } = context;
  const row = await database.selectFrom('invitations').selectAll().where('tokenHash', '=', hashSecret(token)).executeTakeFirst();
  if (!row || row.acceptedAt !== null || Date.parse(row.expiresAt) <= context.now()) throw linkNotGood();
  const groups: string[] = JSON.parse(row.groups);
  const managerId = row.managerId ?? undefined;
  const user = await createUser(context, null, {
    email: row.email,
    name,
    password,
    roles: rolesOf(row.roles),
    groups,
    managerId,
  });
  await database
    .updateTable('invitations')
    .set({ acceptedAt: instantOf(context.now()) })
    .where('id', '=', row.id)
    .execute();
  return user;
}

export async function startPasswordReset(context: AccessContext, by: Principal, id: string): Promise<PasswordReset> {
  const { email } = await getUser(context, id);
  const at = context.now();
  const token = createSecret('fnr');
  const expiresAt = instantOf(at + dayMs);
  await context.database.deleteFrom('passwordResets').where('userId', '=', id).execute();
  await context.database
    .insertInto('passwordResets')
    .values({ tokenHash: hashSecret(token), userId: id, expiresAt, usedAt: null })
    .execute();
  await context.audit.append({ at, by, action: 'password-reset.started', target: id, details: { email } });
  return { token, expiresAt };
}

export async function resetPassword(context: AccessContext, { token, password }: ResetPassword): Promise<void> {
  const at = context.now();
  const row = await context.database
    .selectFrom('passwordResets')
    .selectAll()
    .where('tokenHash', '=', hashSecret(token))
    .executeTakeFirst();
  if (!row || row.usedAt !== null || Date.parse(row.expiresAt) <= at) throw linkNotGood();
  const used = await context.database
    .updateTable('passwordResets')
    .set({ usedAt: instantOf(at) })
    .where('tokenHash', '=', row.tokenHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows === 0n) throw linkNotGood();
  await setPassword(context.database, row.userId, password, instantOf(at));
  await context.audit.append({ at, by: null, action: 'password.reset', target: row.userId, details: {} });
}

/** One answer for unknown, used and stale links: whoever tries them learns nothing. */
export const linkNotGood = () =>
  new AccessRefused(410, 'link-not-good', 'This link was used, is too old, or was never given out; ask an admin for a new one.');

const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  ...(row.name !== null && { name: row.name }),
  roles: rolesOf(row.roles),
  groups: JSON.parse(row.groups),
  invitedBy: row.invitedBy,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  ...(row.acceptedAt !== null && { acceptedAt: row.acceptedAt }),
});
