/** What we use of elkjs, whose types do not fit NodeNext's reading of its default export. */
declare module 'elkjs/lib/elk.bundled.js' {
  export default class Elk {
    layout(graph: import('./layout/elk-graph.ts').ElkGraph): Promise<import('./layout/elk-graph.ts').ElkGraph>;
  }
}
