/** inbox: the words of this area. */
export const inbox = {} as const;
