/** The funnel: a process's stages as a map with live counts; the only room that knows React Flow. */
import './funnel.css';

export { FunnelScreen } from './funnel-screen.tsx';
