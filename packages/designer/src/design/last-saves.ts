/** Saves that are still under way when a page is left: whoever comes back waits for them, and meets no conflict with oneself. */
const underWay = new Map<string, Promise<unknown>>();

export function rememberSave(processId: string, save: Promise<unknown>): void {
  underWay.set(processId, save);
  void save.finally(() => {
    if (underWay.get(processId) === save) underWay.delete(processId);
  });
}

export async function lastSave(processId: string): Promise<void> {
  await underWay.get(processId)?.catch(() => undefined);
}
