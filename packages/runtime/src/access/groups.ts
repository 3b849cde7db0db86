import type { CreateGroup, Group } from '@fortnight/shared/contract';
import type { AccessContext } from './ports.ts';
import type { Principal } from './principal.ts';
import { AccessRefused } from './refusal.ts';
import type { AccessDatabase } from './tables.ts';

export async function listGroups({ database }: AccessContext): Promise<{ items: Group[] }> {
  const items = await database
    .selectFrom('groups')
    .leftJoin('groupMembers', 'groupMembers.groupId', 'groups.id')
    .select((eb) => ['groups.id', 'groups.name', eb.fn.count<number>('groupMembers.userId').as('memberCount')])
    .groupBy(['groups.id', 'groups.name'])
    .orderBy('groups.id')
    .execute();
  return { items };
}

export async function createGroup(context: AccessContext, by: Principal, { id, name }: CreateGroup): Promise<Group> {
  const made = await context.database
    .insertInto('groups')
    .values({ id, name })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 0n)
    throw new AccessRefused(409, 'group-exists', `There is a group "${id}" already; choose another id.`, { id });
  await context.audit.append({ at: context.now(), by, action: 'group.created', target: id, details: { name } });
  return { id, name, memberCount: 0 };
}

/** Makes the person a member of exactly these groups; a group that is new is made, with its id as its name. */
export async function setGroupsOf(database: AccessDatabase, userId: string, groups: readonly string[]): Promise<void> {
  await database.deleteFrom('groupMembers').where('userId', '=', userId).execute();
  for (const groupId of new Set(groups)) {
    await database
      .insertInto('groups')
      .values({ id: groupId, name: groupId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await database.insertInto('groupMembers').values({ groupId, userId }).execute();
  }
}

/** The groups of each of these people, as they are now. */
export async function groupsByUser(database: AccessDatabase, userIds?: readonly string[]): Promise<Map<string, string[]>> {
  if (userIds?.length === 0) return new Map();
  let query = database.selectFrom('groupMembers').select(['groupId', 'userId']).orderBy('groupId');
  if (userIds) query = query.where('userId', 'in', [...userIds]);
  const groups = new Map<string, string[]>();
  for (const { groupId, userId } of await query.execute()) groups.set(userId, [...(groups.get(userId) ?? []), groupId]);
  return groups;
}
