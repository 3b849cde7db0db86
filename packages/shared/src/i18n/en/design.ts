/** design: the words of this area. */
export const design = {} as const;
