import { api } from '../client/index.ts';

const longestName = 255;

/** The name, with a number behind it where another process is called so. */
export function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` ${number}`;
    const candidate = `${name.slice(0, longestName - ending.length)}${ending}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** The name as no other process here is called. */
export async function nameHere(name: string): Promise<string> {
  const called = name.slice(0, longestName);
  const { items } = await api.listProcesses({ search: called.slice(0, 200), limit: 200 });
  return freeName(
    called,
    items.map((process) => process.name),
  );
}
