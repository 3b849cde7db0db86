import type { operations as english } from '../en/operations.ts';
import type { Words } from '../words.ts';

export const operations: Words<typeof english> = {};
