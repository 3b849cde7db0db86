import type { BoardColumn } from '@fortnight/shared/contract';

/** The columns of a board from left to right; here, so that a screen that shows them loads no wire schemas. */
export const columns: readonly BoardColumn[] = ['plan', 'do', 'check', 'act'];
