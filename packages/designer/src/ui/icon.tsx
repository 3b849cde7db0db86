/** The strokes of our icons, on a grid of 24; each is named for what it means. */
const strokes = {
  home: 'M3 10.5 12 3l9 7.5V21h-6v-6H9v6H3z',
  inbox: 'M3 13h5l1.5 3h5L16 13h5M3 13l3-8h12l3 8v6H3z',
  cases: 'M4 7h16v12H4zM9 7V4h6v3M4 12h16',
  process: 'M3 5h6v5H3zM15 14h6v5h-6zM9 7.5h4.5a2 2 0 0 1 2 2V14',
  operations: 'M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  undo: 'M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h3',
  retry: 'M20 12a8 8 0 1 1-2.6-5.9M20 3v4h-4',
  iteration: 'M20 12a8 8 0 1 1-2.6-5.9M20 3v4h-4',
  bulb: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.2 1 2.1h5c0-.9.4-1.600 1-2.1A6 6 0 0 0 12 3z',
  chart: 'M4 20V4M4 20h16M8 16v-4M13 16V8M18 16v-6',
  tilde: 'M4 14c2-4 5-4 8-1.5s6 2.5 8-1.5',
  ask: 'M9 9.500a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 18h.01',
  play: 'M7 4l13 8-13 8z',
  pause: 'M8 5v14M16 5v14',
  check: 'M4 12.5l5 5L20 6.5',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z',
  stamp: 'M6 20h12M5 16h14v-2a2 2 0 0 0-2-2h-2.5c-.8-2 1-3.2 1-5.5a3.5 3.5 0 1 0-7 0C8.5 8.8 10.3 10 9.5 12H7a2 2 0 0 0-2 2z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  mail: 'M3 6h18v13H3zM3 7l9 7 9-7',
  close: 'M6 6l12 12M18 6 6 18',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'M9 6 4 11l5 5M4 11h11a5 5 0 0 1 0 10h-2',
  flag: 'M5 21V4h13l-3 4.5L18 13H5',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  down: 'M6 9l6 6 6-6',
  up: 'M6 15l6-6 6 6',
  funnel: 'M3 5h18l-7 8v6l-4 2v-8z',
  chat: 'M4 5h16v11H9l-5 4z',
  paper: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13h6M9 17h6',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  warn: 'M12 4 2.5 20h19zM12 10v4M12 17h.01',
  split: 'M6 20V12l6-5 6 5v8M12 7V3',
  table: 'M3 5h18v14H3zM3 10h18M9 10v9',
  sort: 'M8 5v14M4 15l4 4 4-4M16 19V5M12 9l4-4 4 4',
  download: 'M12 4v11M7.5 11l4.5 4 4.5-4M4 20h16',
  upload: 'M12 15V4M7.5 8.5 12 4l4.5 4.5M4 20h16',
  copy: 'M8 8h12v12H8zM4 16V4h12',
  key: 'M15 4a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11.5 12.5 4 20M7 17l2.5 2.5',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  eye: 'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  hidden:
    'M3 3l18 18M10.6 6.1A9.5 9.5 0 0 1 12 6c5 0 8.5 4 9.5 6a14 14 0 0 1-3 3.7M6.2 7.6A14 14 0 0 0 2.5 12c1 2 4.5 6 9.5 6a9 9 0 0 0 4-.9M9.900 9.900a3 3 0 0 0 4.200 4.200',
  clip: 'M20 11.5 12 19.5a5 5 0 0 1-7-7l8.500-8.500a3.300 3.300 0 0 1 4.700 4.700L10 17a1.600 1.600 0 0 1-2.300-2.300L15 7.500',
} as const;

export type IconName = keyof typeof strokes;

/** A sign beside a word; hidden from readers unless it stands alone and has a `label`. */
export function Icon({ name, label, size }: { name: IconName; label?: string; size?: number }) {
  const named = label === undefined ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a title element would show as a tooltip; aria-label says the same.
    <svg className="ui-icon" viewBox="0 0 24 24" {...(size !== undefined && { style: { width: size, height: size } })} {...named}>
      <path d={strokes[name]} />
    </svg>
  );
}
