/** The stamp of an approval and the shield of a checkpoint, drawn on 24 by 24. */
export const signs = {
  approval: 'M6 20h12M5 16h14v-2a2 2 0 0 0-2-2h-2.5c-.8-2 1-3.2 1-5.5a3.5 3.5 0 1 0-7 0C8.5 8.8 10.3 10 9.5 12H7a2 2 0 0 0-2 2z',
  checkpoint: 'M12 2l8 3v7c0 5-3.5 8-8 9-4.5-1-8-4-8-9V5zM8.5 12l2.5 2.5 4.5-5',
} as const;
