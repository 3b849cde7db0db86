/** Thrown when the text that says which database cannot be followed. */
export class DatabaseAddressError extends Error {
  override readonly name = 'DatabaseAddressError';
}

/** The file that `sqlite:PATH` names. */
export function fileOf(address: string): string {
  if (/^postgres(ql)?:/.test(address))
    throw new DatabaseAddressError('PostgreSQL is not built yet; expected sqlite:PATH, such as sqlite:./fortnight.db.');
  const [, path] = /^sqlite:(?:\/\/)?(.+)$/.exec(address) ?? [];
  if (path === undefined || path === ':memory:')
    throw new DatabaseAddressError(`Expected sqlite:PATH, such as sqlite:./fortnight.db, or memory:; found "${address}".`);
  return path;
}
