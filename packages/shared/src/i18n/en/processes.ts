/** processes: the words of this area. */
export const processes = {} as const;
