/** The Design screen: the draft on the canvas, saved as it is drawn, its problems, publishing. */
export { DesignScreen } from './design-screen.tsx';
