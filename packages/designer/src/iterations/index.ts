/** Two-week iterations: their list, the board of one, suggestions, and what changed for whom. */
export { IterationScreen } from './iteration-screen.tsx';
export { IterationsScreen } from './iterations-screen.tsx';
export { RunningIteration } from './running-iteration.tsx';
export { SuggestDialog } from './suggest-dialog.tsx';
export { WhatChanged } from './what-changed.tsx';
