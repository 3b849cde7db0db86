/** What to do next has the primary button; all else has small ones. */
export const look = (isNext: boolean) => (isNext ? ({ type: 'primary' } as const) : ({ size: 'small' } as const));
