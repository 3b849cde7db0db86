/** cases: the words of this area. */
export const cases = {} as const;
