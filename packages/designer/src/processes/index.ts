/** Processes as a whole: the list, import, templates, the line of versions, and the top bar of a process's pages. */
export { DecisionDialog } from './decision-dialog.tsx';
export { NoProcess } from './no-process.tsx';
export { ProcessBar } from './process-bar.tsx';
export { ProcessesScreen } from './processes-screen.tsx';
export { VersionActions } from './version-actions.tsx';
export { VersionPill } from './version-pill.tsx';
export { VersionsScreen } from './versions-screen.tsx';
