import type { ApiKey, CreateApiKey, CreatedApiKey } from '@fortnight/shared/contract';
import type { Directory, DirectoryUser } from '@fortnight/shared/people';
import { type AccessContext, instantOf } from './ports.ts';
import type { Principal } from './principal.ts';
import { notFound } from './refusal.ts';
import { createId, createSecret, hashSecret } from './secret.ts';
import type { ApiKeyRow } from './tables.ts';
import { rolesOf } from './users.ts';

/** How often the time of a key's last use is written: each request would be a write. */
const lastUsedEveryMs = 10 * 60_000;
const mostKnownKeys = 10_000;

export async function listApiKeys(context: AccessContext): Promise<{ items: ApiKey[] }> {
  const rows = await context.database.selectFrom('apiKeys').selectAll().orderBy('createdAt', 'desc').orderBy('id').execute();
  const directory = await context.directory();
  return { items: rows.map((row) => toApiKey(row, directory)) };
}

export async function createApiKey(context: AccessContext, by: Principal, body: CreateApiKey): Promise<CreatedApiKey> {
  const directory = await context.directory();
  if (body.userId !== undefined && !activeUser(directory, body.userId)) throw notFound('user', body.userId);
  const at = context.now();
  const key = createSecret('fn');
  const row: ApiKeyRow = {
    id: createId(),
    name: body.name,
    secretHash: hashSecret(key),
    roles: JSON.stringify(body.roles),
    // Groups that are not given are those of the person behind the key, as they change.
    groups: JSON.stringify(body.groups ?? (body.userId === undefined ? [] : null)),
    userId: body.userId ?? null,
    createdBy: by.userId,
    createdAt: instantOf(at),
    lastUsedAt: null,
    revokedAt: null,
  };
  await context.database.insertInto('apiKeys').values(row).execute();
  const details = { name: body.name, roles: body.roles, userId: body.userId ?? '' };
  await context.audit.append({ at, by, action: 'api-key.created', target: row.id, details });
  return { ...toApiKey(row, directory), key };
}

export async function revokeApiKey(context: AccessContext, by: Principal, id: string): Promise<void> {
  const at = context.now();
  const row = await context.database.selectFrom('apiKeys').select(['name', 'revokedAt']).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('api-key', id);
  if (row.revokedAt !== null) return;
  await context.database
    .updateTable('apiKeys')
    .set({ revokedAt: instantOf(at) })
    .where('id', '=', id)
    .execute();
  context.knownKeys.clear();
  await context.afterCommit(() => context.knownKeys.clear());
  await context.audit.append({ at, by, action: 'api-key.revoked', target: id, details: { name: row.name } });
}

/** Whom a bearer key stands for; null when it is unknown, revoked, or its person is no longer active. */
export async function principalOfKey(context: AccessContext, key: string): Promise<Principal | null> {
  if (context.adminKey !== undefined && hashSecret(key) === hashSecret(context.adminKey))
    return { userId: null, roles: ['admin'], groups: [], via: { kind: 'key', id: 'environment' } };
  const row = await findKey(context, hashSecret(key));
  if (!row) return null;
  const directory = await context.directory();
  if (row.userId !== null && !activeUser(directory, row.userId)) return null;
  await noteUse(context, row);
  return {
    userId: row.userId,
    roles: rolesOf(row.roles),
    groups: groupsOf(row, directory),
    via: { kind: 'key', id: row.id },
  };
}

async function findKey({ database, knownKeys }: AccessContext, secretHash: string): Promise<ApiKeyRow | undefined> {
  const known = knownKeys.get(secretHash);
  if (known) return known;
  const query = database.selectFrom('apiKeys').selectAll().where('secretHash', '=', secretHash);
  const row = await query.where('revokedAt', 'is', null).executeTakeFirst();
  if (row && knownKeys.size < mostKnownKeys) knownKeys.set(secretHash, row);
  return row;
}

async function noteUse({ database, now }: AccessContext, row: ApiKeyRow): Promise<void> {
  const at = now();
  const { id, lastUsedAt } = row;
  if (lastUsedAt !== null && Math.abs(at - Date.parse(lastUsedAt)) < lastUsedEveryMs) return;
  row.lastUsedAt = instantOf(at);
  await database
    .updateTable('apiKeys')
    .set({ lastUsedAt: instantOf(at) })
    .where('id', '=', id)
    .execute();
}

const activeUser = ({ users }: Directory, id: string): DirectoryUser | undefined =>
  users.find((user) => user.id === id && user.isActive);

function groupsOf(row: ApiKeyRow, directory: Directory): string[] {
  const own: string[] | null = JSON.parse(row.groups);
  return own ?? [...(directory.users.find(({ id }) => id === row.userId)?.groups ?? [])];
}

const toApiKey = (row: ApiKeyRow, directory: Directory): ApiKey => ({
  id: row.id,
  name: row.name,
  roles: rolesOf(row.roles),
  groups: groupsOf(row, directory),
  userId: row.userId,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  lastUsedAt: row.lastUsedAt,
  revokedAt: row.revokedAt,
});
