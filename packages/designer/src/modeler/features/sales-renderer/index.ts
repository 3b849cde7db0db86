/** Draws the sales elements, in the colours of the theme. */
import { looksModule } from '../looks/index.ts';
import { SalesRenderer } from './sales-renderer.ts';

export { rendererColours } from './sales-renderer.ts';
export { signs } from './signs.ts';
export { fontFamily } from './svg.ts';

export const salesRendererModule = { __depends__: [looksModule], bpmnRenderer: ['type', SalesRenderer] };
