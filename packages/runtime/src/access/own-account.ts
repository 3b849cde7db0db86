import type { ChangePassword, UpdateMe } from '@fortnight/shared/contract';
import { verifyPassword } from 'better-auth/crypto';
import { setPassword } from './password.ts';
import { type AccessContext, instantOf } from './ports.ts';
import type { Principal } from './principal.ts';
import { AccessRefused } from './refusal.ts';
import { updateUser } from './users.ts';

/** The person that the caller is. Errors: refuses a key without a person. */
export function ownId({ userId }: Principal): string {
  if (userId === null)
    throw new AccessRefused(409, 'no-person', 'This key has no person behind it, so it has no account of its own.');
  return userId;
}

export async function updateOwn(context: AccessContext, by: Principal, body: UpdateMe): Promise<void> {
  await updateUser(context, by, ownId(by), body);
}

/** Ends every session of the person; answers the e-mail to sign in with again. */
export async function changePassword(context: AccessContext, by: Principal, { current, next }: ChangePassword): Promise<string> {
  const userId = ownId(by);
  const account = await context.database
    .selectFrom('accounts')
    .innerJoin('users', 'users.id', 'accounts.userId')
    .select(['accounts.password', 'users.email'])
    .where('accounts.userId', '=', userId)
    .where('accounts.providerId', '=', 'credential')
    .executeTakeFirst();
  const isRight = account?.password && (await verifyPassword({ hash: account.password, password: current }));
  if (!isRight) throw new AccessRefused(409, 'password-not-right', 'Expected the present password of this account.');
  const at = context.now();
  await setPassword(context.database, userId, next, instantOf(at));
  await context.audit.append({ at, by, action: 'password.changed', target: userId, details: {} });
  return account.email;
}
