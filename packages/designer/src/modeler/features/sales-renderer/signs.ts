/** The stamp of an approval and the shield of a checkpoint, drawn on 24 by 24. */
export const signs = {
  approval: 'M6 20h12M5 16h14v-2a2 2 0 0 0-2-2h-2.5c-.8-2 1-3.2 1-5.5a3.5 3.5 0 1 0-7 0C8.5 8.8 10.3 10 9.5 12H7a2 2 0 0 0-2 2z',
  checkpoint: 'M12 2l8 3v7c0 5-3.5 8-8 9-4.5-1-8-4-8-9V5zM8.5 12l2.5 2.5 4.5-5',
} as const;

/** The signs of plain tasks that BPMN's own are too fine for on a screen. */
export const taskIcons: Readonly<Record<string, string>> = {
  'bpmn:UserTask': 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5',
  'bpmn:ServiceTask':
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2 2M16.4 16.4l2 2M18.4 5.6l-2 2M7.6 16.4l-2 2',
};
