/** Parallel gateway: takes one token from every incoming flow, gives one to every outgoing (BPMN 2.0.2, 13.4.1). */

import { enter } from '../parts/enter.ts';
import { leave } from '../parts/leave.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { ElementHandler } from './handler.ts';

export const parallelGateway: ElementHandler = {
  extensions: [],
  leaves: 'all',
  waitsForAll: true,
  arrive(run, token, element) {
    const consumes: string[] = [];
    for (const flow of element.incoming) {
      if (flow === token.via) continue;
      const waiting = firstHaving(run.draft.tokens, 'arrival', token.scopeId, flow);
      if (!waiting) return;
      consumes.push(waiting.id);
    }
    const entered = enter(run, token, { consumes });
    if (entered) leave(run, entered);
  },
  work: (run, token) => leave(run, token),
};
