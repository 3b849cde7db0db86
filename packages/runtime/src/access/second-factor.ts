/** The second factor beside better-auth: turning it off, and giving back an account whose phone is lost. */
import type { SecondFactorReset, User } from '@fortnight/shared/contract';
import { endSessions } from './password.ts';
import { type AccessContext, instantOf } from './ports.ts';
import type { Principal } from './principal.ts';
import { AccessRefused } from './refusal.ts';
import type { AccessDatabase } from './tables.ts';
import { getUser } from './users.ts';

/** Signing in asks for the password alone again; the app's key and the recovery codes are gone. */
export async function clearSecondFactor(database: AccessDatabase, userId: string): Promise<void> {
  await database.deleteFrom('secondFactors').where('userId', '=', userId).execute();
  await database.updateTable('users').set({ twoFactorEnabled: 0 }).where('id', '=', userId).execute();
}

/**
 * Turns off somebody's second factor for them, ends their sessions, and leaves word for their next sign-in.
 *
 * Errors: refuses one's own, which takes a code of it.
 */
export async function resetSecondFactor(context: AccessContext, by: Principal, id: string): Promise<User> {
  const { database } = context;
  const { hasSecondFactor } = await getUser(context, id);
  if (by.userId === id)
    throw new AccessRefused(409, 'own-second-factor', 'Turn off your own second factor in your account, with a code of it.');
  if (hasSecondFactor) {
    const at = context.now();
    const word: SecondFactorReset = { at: instantOf(at), by: by.userId };
    await clearSecondFactor(database, id);
    await database
      .updateTable('users')
      .set({ secondFactorReset: JSON.stringify(word) })
      .where('id', '=', id)
      .execute();
    await endSessions(database, id);
    await context.audit.append({ at, by, action: 'second-factor.reset', target: id, details: {} });
  }
  return getUser(context, id);
}

/** Who turned off the person's second factor, and when, until the person has seen it. */
export async function readReset({ database }: AccessContext, userId: string): Promise<SecondFactorReset | undefined> {
  const row = await database.selectFrom('users').select('secondFactorReset').where('id', '=', userId).executeTakeFirst();
  return row?.secondFactorReset ? JSON.parse(row.secondFactorReset) : undefined;
}

export async function acknowledgeReset({ database }: AccessContext, userId: string): Promise<void> {
  await database.updateTable('users').set({ secondFactorReset: null }).where('id', '=', userId).execute();
}
