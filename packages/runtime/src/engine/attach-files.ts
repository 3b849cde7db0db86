/** Files become part of the case that names them: from then on whoever reads the case reads them. */
import type { Json, JsonObject } from '@fortnight/shared/base';
import { isJsonObject } from '@fortnight/shared/base';
import type { Principal } from '../access/index.ts';
import type { EngineTransaction } from './host.ts';
import { EngineRefused } from './refusal.ts';
import type { VersionSheet } from './sheet.ts';

/** What a form's file field holds: `{fileId, name}`; a plain id where the variable is declared as a file. */
export function filesIn(sheet: VersionSheet, variables: JsonObject): string[] {
  const declared = new Set(sheet.data.filter(({ type }) => type === 'file').map(({ name }) => name));
  const within = (value: Json, isDeclared: boolean): string[] => {
    if (Array.isArray(value)) return value.flatMap((member: Json) => within(member, isDeclared));
    if (typeof value === 'string') return isDeclared ? [value] : [];
    return isJsonObject(value) && typeof value.fileId === 'string' ? [value.fileId] : [];
  };
  return Object.entries(variables).flatMap(([name, value]) => within(value, declared.has(name)));
}

/** Errors: 422 `file-not-found` for a file that is not there, belongs to another case, or to nobody's case but to somebody else. */
export function attachFiles(tx: EngineTransaction, by: Principal, instanceId: string, fileIds: readonly string[]): void {
  for (const fileId of fileIds)
    if (!tx.attachFile(fileId, instanceId, by.roles.includes('admin') ? 'anybody' : by.userId))
      throw new EngineRefused(
        422,
        'file-not-found',
        `Expected the id of a file that was uploaded for this case; found "${fileId}".`,
        {
          fileId,
        },
      );
}
