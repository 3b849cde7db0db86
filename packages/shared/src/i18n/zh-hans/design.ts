import type { design as english } from '../en/design.ts';
import type { Words } from '../words.ts';

export const design: Words<typeof english> = {};
