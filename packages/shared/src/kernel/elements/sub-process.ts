/** Embedded sub-process: a scope of its own; it completes when no token is left inside (BPMN 2.0.2, 13.3.4). */
import { begin } from '../parts/enter.ts';
import type { ElementHandler } from './handler.ts';

export const subProcess: ElementHandler = {
  extensions: ['inputs', 'outputs', 'loop'],
  mayLoop: true,
  opensScope: true,
  leaves: 'each',
  compile(node, compiling) {
    const starts = (node.nodes ?? []).filter(({ kind }) => kind === 'startEvent');
    if (starts.length !== 1) {
      const message = `The sub-process ${node.id} needs exactly one start event; it has ${starts.length}.`;
      compiling.problem({ code: 'sub-process-start', severity: 'error', elementId: node.id, message });
    }
    return { starts: starts.map(({ id }) => compiling.indexOf(id)) };
  },
  work(run, token, element) {
    const scopeId = run.scopeIdOf(token);
    for (const start of element.plan.starts ?? []) begin(run, start, scopeId, token.requestedBy);
  },
};
