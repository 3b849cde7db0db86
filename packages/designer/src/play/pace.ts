/** How fast a play goes on: so many times the usual pace, or at once. */
export const paces = [0.5, 1, 4, 'at-once'] as const;
export type Pace = (typeof paces)[number];
