import { hashPassword } from 'better-auth/crypto';
import { createId } from './secret.ts';
import type { AccessDatabase } from './tables.ts';

export { hashPassword };

/** Sets a person's password and ends their sessions, so that whoever knew the old one is out. */
export async function setPassword(database: AccessDatabase, userId: string, password: string, at: string): Promise<void> {
  await setPasswordHash(database, userId, await hashPassword(password), at);
}

export async function setPasswordHash(database: AccessDatabase, userId: string, hash: string, at: string): Promise<void> {
  await database
    .insertInto('accounts')
    .values({ id: createId(), accountId: userId, providerId: 'credential', userId, password: hash, createdAt: at, updatedAt: at })
    .onConflict((conflict) => conflict.columns(['providerId', 'accountId']).doUpdateSet({ password: hash, updatedAt: at }))
    .execute();
  await endSessions(database, userId);
}

export async function endSessions(database: AccessDatabase, userId: string): Promise<void> {
  await database.deleteFrom('sessions').where('userId', '=', userId).execute();
}
