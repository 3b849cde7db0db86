import type { history as english } from '../en/history.ts';
import type { Words } from '../words.ts';

export const history: Words<typeof english> = {};
