import { isDeepStrictEqual } from 'node:util';
import type { Absence, CreateUser, ListPeopleQuery, Page, Person, UpdateUser, User } from '@fortnight/shared/contract';
import { cursorAt, placeOf } from '../base/index.ts';
import { groupsByUser, setGroupsOf } from './groups.ts';
import { endSessions, hashPassword, setPasswordHash } from './password.ts';
import { type AccessContext, instantOf } from './ports.ts';
import type { Principal } from './principal.ts';
import { AccessRefused, notFound } from './refusal.ts';
import { createId } from './secret.ts';
import type { AccessDatabase, UserRow } from './tables.ts';

export async function getUser({ database }: AccessContext, id: string): Promise<User> {
  const row = await database.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('user', id);
  return toUser(row, (await groupsByUser(database, [id])).get(id) ?? []);
}

export async function listUsers({ database }: AccessContext, query: ListPeopleQuery): Promise<Page<User>> {
  const { items, nextCursor } = await pageOfUsers(database, query);
  const groups = await groupsByUser(
    database,
    items.map(({ id }) => id),
  );
  return { items: items.map((row) => toUser(row, groups.get(row.id) ?? [])), nextCursor };
}

/** As much of the active people as everybody may see. */
export async function listPeople({ database }: AccessContext, query: ListPeopleQuery): Promise<Page<Person>> {
  const { items, nextCursor } = await pageOfUsers(database, query, true);
  return {
    items: items.map(({ id, name, email, title }) => ({ id, name, email, ...(title !== null && { title }) })),
    nextCursor,
  };
}

async function pageOfUsers(database: AccessDatabase, query: ListPeopleQuery, isActiveOnly = false): Promise<Page<UserRow>> {
  const { limit, cursor, search, group, ids } = query;
  let select = database
    .selectFrom('users')
    .selectAll()
    .orderBy('email')
    .limit(limit + 1);
  if (isActiveOnly) select = select.where('isActive', '=', 1);
  const place = placeOf('people', cursor, ['']);
  if (place) select = select.where('email', '>', place[0]);
  if (ids !== undefined) select = select.where('id', 'in', ids.split(','));
  if (group !== undefined)
    select = select.where('id', 'in', (eb) => eb.selectFrom('groupMembers').select('userId').where('groupId', '=', group));
  if (search !== undefined) {
    // instr, not LIKE: what is searched for may hold % and _.
    const part = search.toLowerCase();
    select = select.where((eb) =>
      eb.or([
        eb(eb.fn('instr', [eb.fn('lower', ['name']), eb.val(part)]), '>', 0),
        eb(eb.fn('instr', ['email', eb.val(part)]), '>', 0),
      ]),
    );
  }
  const rows = await select.execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? cursorAt('people', [last.email]) : null };
}

export async function createUser(context: AccessContext, by: Principal | null, body: CreateUser): Promise<User> {
  return addUser(context, by, body, body.password === undefined ? undefined : await hashPassword(body.password));
}

/** Makes many at once, in their order; a password that several share is hashed once. */
export async function createUsers(context: AccessContext, by: Principal, bodies: readonly CreateUser[]): Promise<User[]> {
  const hashes = new Map<string, string>();
  const users: User[] = [];
  for (const body of bodies) {
    const { password } = body;
    if (password !== undefined && !hashes.has(password)) hashes.set(password, await hashPassword(password));
    users.push(await addUser(context, by, body, password === undefined ? undefined : hashes.get(password)));
  }
  return users;
}

async function addUser(
  context: AccessContext,
  by: Principal | null,
  body: CreateUser,
  passwordHash: string | undefined,
): Promise<User> {
  const { database } = context;
  const at = context.now();
  const id = createId();
  const { email, name, roles, groups } = body;
  await assertManager(database, id, body.managerId);
  assertTimeZone(body.timeZone);
  const row: UserRow = {
    id,
    name,
    email,
    emailVerified: 0,
    image: null,
    twoFactorEnabled: 0,
    roles: JSON.stringify(roles),
    title: body.title ?? null,
    managerId: body.managerId ?? null,
    locale: body.locale ?? null,
    timeZone: body.timeZone ?? null,
    absence: null,
    isActive: 1,
    secondFactorReset: null,
    createdAt: instantOf(at),
    updatedAt: instantOf(at),
  };
  await database.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.column('email').doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n)
      throw new AccessRefused(409, 'email-taken', `There is a user with the e-mail ${email} already.`, { email });
    await setGroupsOf(trx, id, groups);
    if (passwordHash !== undefined) await setPasswordHash(trx, id, passwordHash, instantOf(at));
  });
  await context.forgetDirectory();
  await context.audit.append({ at, by, action: 'user.created', target: id, details: { email, roles, groups } });
  return getUser(context, id);
}

export async function updateUser(context: AccessContext, by: Principal, id: string, changes: UpdateUser): Promise<User> {
  const { database } = context;
  const before = await getUser(context, id);
  assertTimeZone(changes.timeZone);
  const { roles, groups, isActive, ...plain } = changes;
  const columns = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const at = context.now();
  await database.transaction().execute(async (trx) => {
    await assertManager(trx, id, changes.managerId);
    const keepsAdmin = (changes.isActive ?? true) && (changes.roles ?? before.roles).includes('admin');
    if (!keepsAdmin) await assertOtherAdmin(trx, id);
    await trx
      .updateTable('users')
      .set({
        ...columns,
        ...(roles && { roles: JSON.stringify(roles) }),
        ...(isActive !== undefined && { isActive: isActive ? 1 : 0 }),
        updatedAt: instantOf(at),
      })
      .where('id', '=', id)
      .execute();
    if (groups) await setGroupsOf(trx, id, groups);
    if (isActive === false) await endSessions(trx, id);
  });
  await context.forgetDirectory();
  const after = await getUser(context, id);
  const changed = (Object.keys(changes) as (keyof UpdateUser)[]).filter((key) => !isDeepStrictEqual(before[key], after[key]));
  await context.audit.append({ at, by, action: 'user.updated', target: id, details: { changed } });
  return after;
}

/** Sets or, with null, ends an absence: everybody their own, admins anybody's. */
export async function setAbsence(context: AccessContext, by: Principal, id: string, absence: Absence | null): Promise<User> {
  if (by.userId !== id && !by.roles.includes('admin'))
    throw new AccessRefused(403, 'not-your-absence', 'Only an admin may set the absence of somebody else.');
  await getUser(context, id);
  if (absence) {
    if (absence.substituteId === id)
      throw new AccessRefused(
        400,
        'substitute-is-self',
        'Expected another person as the substitute; nobody stands in for themselves.',
      );
    await getUser(context, absence.substituteId);
    if (Date.parse(absence.to) <= Date.parse(absence.from))
      throw new AccessRefused(
        400,
        'absence-ends-before-it-begins',
        `Expected "to" after "from"; found ${absence.to} after ${absence.from}.`,
      );
  }
  const at = context.now();
  await context.database
    .updateTable('users')
    .set({ absence: absence && JSON.stringify(absence), updatedAt: instantOf(at) })
    .where('id', '=', id)
    .execute();
  await context.forgetDirectory();
  const action = absence ? 'user.absence-set' : 'user.absence-cleared';
  await context.audit.append({ at, by, action, target: id, details: absence ? { ...absence } : {} });
  return getUser(context, id);
}

/** A line of managers must end: somebody who is their own manager's manager could approve for themselves. */
async function assertManager(database: AccessDatabase, id: string, managerId: string | null | undefined): Promise<void> {
  const met = new Set([id]);
  for (let next = managerId; typeof next === 'string'; ) {
    if (met.has(next))
      throw new AccessRefused(
        400,
        'manager-circle',
        'Expected a manager who does not report to this person, directly or further up.',
      );
    const row = await database.selectFrom('users').select('managerId').where('id', '=', next).executeTakeFirst();
    if (!row) throw new AccessRefused(400, 'manager-not-found', `Expected the id of a user as manager; there is no "${next}".`);
    met.add(next);
    next = row.managerId;
  }
}

function assertTimeZone(timeZone: string | undefined): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new AccessRefused(400, 'time-zone-unknown', `Expected an IANA time zone, such as Asia/Shanghai; found "${timeZone}".`);
  }
}

async function assertOtherAdmin(database: AccessDatabase, id: string): Promise<void> {
  const active = await database.selectFrom('users').select(['id', 'name', 'roles']).where('isActive', '=', 1).execute();
  const admins = active.filter(({ roles }) => rolesOf(roles).includes('admin'));
  const [only] = admins;
  if (only?.id === id && admins.length === 1)
    throw new AccessRefused(409, 'last-admin', `${only.name} is the last active admin; make somebody else an admin first.`);
}

/** Roles as they are kept; written by this room alone, from values that the contract checked. */
export const rolesOf = (text: string): User['roles'] => JSON.parse(text);

function toUser(row: UserRow, groups: string[]): User {
  const absence: Absence | null = row.absence === null ? null : JSON.parse(row.absence);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    ...(row.title !== null && { title: row.title }),
    roles: rolesOf(row.roles),
    groups,
    ...(row.managerId !== null && { managerId: row.managerId }),
    ...(isLocale(row.locale) && { locale: row.locale }),
    ...(row.timeZone !== null && { timeZone: row.timeZone }),
    isActive: row.isActive === 1,
    hasSecondFactor: row.twoFactorEnabled === 1,
    ...(absence && { absence }),
    createdAt: row.createdAt,
  };
}

const isLocale = (text: string | null): text is NonNullable<User['locale']> =>
  text === 'en' || text === 'zh-Hans' || text === 'zh-Hant';
