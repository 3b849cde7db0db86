/** Embedded sub-process: a scope of its own; it completes when no token is left inside (BPMN 2.0.2, 13.3.4). */
import { begin } from '../parts/enter.ts';
import { armEventStarts } from '../parts/event-sub-processes.ts';
import { leave } from '../parts/leave.ts';
import type { ElementHandler } from './handler.ts';

export const subProcess: ElementHandler = {
  extensions: ['inputs', 'outputs', 'loop'],
  mayLoop: true,
  opensScope: true,
  leaves: 'each',
  compile(node, compiling) {
    const drawn = (node.nodes ?? []).filter(({ kind }) => kind === 'startEvent');
    if (drawn.length > 1) {
      const message = `The sub-process ${node.name ?? node.id} (${node.id}) has ${drawn.length} start events; expected one, so that it is clear where it begins.`;
      compiling.problem({ code: 'sub-process-start', severity: 'error', elementId: node.id, message });
    }
    const starts = drawn.length > 0 ? drawn : compiling.beginnings(node);
    const eventStarts = compiling.eventStarts(node);
    return {
      starts: starts.map(({ id }) => compiling.indexOf(id)),
      ...(eventStarts.length > 0 ? { eventStarts } : {}),
    };
  },
  work(run, token, element) {
    const scopeId = run.scopeIdOf(token);
    const { starts = [] } = element.plan;
    armEventStarts(run, scopeId);
    for (const start of starts) begin(run, start, scopeId, token.requestedBy);
    if (starts.length === 0) leave(run, token);
  },
};
