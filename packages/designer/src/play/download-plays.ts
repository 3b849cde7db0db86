import type { Play } from '@fortnight/shared/contract';
import { download, textFile } from '../ui/index.ts';

/** Gives the tests to the reader as the file that a deployment takes. */
export const downloadPlays = (processId: string, tests: readonly Play[]): void =>
  download(`${processId}.plays.json`, textFile(`${JSON.stringify(tests, null, 2)}\n`, 'application/json'));
