/** What the page of the browser host knows: bundled by `test/house/browser-host.ts`. */
import { playRun } from './play-run.ts';

Object.assign(globalThis, { playRun: async (run: string) => JSON.stringify(await playRun(JSON.parse(run))) });
