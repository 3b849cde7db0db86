/** history: the words of this area. */
export const history = {} as const;
