/** funnel: the words of this area. */
export const funnel = {} as const;
