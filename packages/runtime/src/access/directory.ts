import type { Absence } from '@fortnight/shared/contract';
import type { Directory } from '@fortnight/shared/people';
import { toSpan } from './absence.ts';
import { groupsByUser } from './groups.ts';
import type { AccessDatabase } from './tables.ts';
import { rolesOf } from './users.ts';

/** Everybody, as `shared/people` wants them. */
export async function readDirectory(database: AccessDatabase): Promise<Directory> {
  const rows = await database.selectFrom('users').selectAll().orderBy('id').execute();
  const groups = await groupsByUser(database);
  const users = rows.map((row) => {
    const absence: Absence | null = row.absence === null ? null : JSON.parse(row.absence);
    return {
      id: row.id,
      email: row.email,
      name: row.name,
      roles: rolesOf(row.roles),
      groups: groups.get(row.id) ?? [],
      ...(row.managerId !== null && { managerId: row.managerId }),
      isActive: row.isActive === 1,
      ...(absence && { absence: toSpan(absence, row.timeZone ?? 'UTC') }),
    };
  });
  return { users };
}
