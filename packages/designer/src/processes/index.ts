/** Processes as a whole: the list, import, templates, the line of versions, and the top bar of a process's pages. */
export { NoProcess } from './no-process.tsx';
export { ProcessBar } from './process-bar.tsx';
export { ProcessesScreen } from './processes-screen.tsx';
export { VersionsScreen } from './versions-screen.tsx';
