/** What is stopped: in words, as a banner, and how it is let go on. */
export { EndStopDialog } from './end-stop-dialog.tsx';
export { StopBanner } from './stop-banner.tsx';
export { type StopNames, useStopWords } from './stop-words.ts';
