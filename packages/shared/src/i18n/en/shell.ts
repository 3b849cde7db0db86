/** shell: the words of this area. */
export const shell = {} as const;
