import type { funnel as english } from '../en/funnel.ts';
import type { Words } from '../words.ts';

export const funnel: Words<typeof english> = {};
