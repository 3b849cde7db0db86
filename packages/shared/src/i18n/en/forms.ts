/** forms: the words of this area. */
export const forms = {} as const;
