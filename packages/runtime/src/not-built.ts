/** Refuses a call that this server cannot answer yet. */
export const notBuilt = (what: string) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error(`This server cannot answer "${what}" yet.`), { status: 501, code: 'not-built' }));
