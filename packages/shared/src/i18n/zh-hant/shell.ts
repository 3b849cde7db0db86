import type { shell as english } from '../en/shell.ts';
import type { Words } from '../words.ts';

export const shell: Words<typeof english> = {};
