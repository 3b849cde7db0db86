/** What surrounds every screen: navigation by role, my menu, the keys, and what is shown when a screen cannot be. */
export { AppFrame, type RouteLook } from './app-frame.tsx';
export { Broken, NotFound } from './lost.tsx';
