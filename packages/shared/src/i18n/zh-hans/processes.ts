import type { processes as english } from '../en/processes.ts';
import type { Words } from '../words.ts';

export const processes: Words<typeof english> = {};
