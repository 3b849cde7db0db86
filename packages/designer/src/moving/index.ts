/** Moves running cases from one version to another: the plan, what it would do, how far it is, and the way back. */
export { MoveScreen } from './move-screen.tsx';
