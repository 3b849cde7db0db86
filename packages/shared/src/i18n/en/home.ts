/** home: the words of this area. */
export const home = {} as const;
