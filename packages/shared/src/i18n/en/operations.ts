/** operations: the words of this area. */
export const operations = {} as const;
