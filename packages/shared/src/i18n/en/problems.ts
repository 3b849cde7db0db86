/** problems: the words of this area. */
export const problems = {} as const;
