/** What we use of elkjs, whose own types name no worker. */
declare module 'elkjs/lib/elk-api.js' {
  type ElkGraph = import('@fortnight/shared/model').ElkGraph;

  export default class Elk {
    constructor(options: { readonly workerFactory: () => Worker });
    layout(graph: ElkGraph): Promise<ElkGraph>;
    terminateWorker(): void;
  }
}
