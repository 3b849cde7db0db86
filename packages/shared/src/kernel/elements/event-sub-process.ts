/** Event sub-process: begins when its start event happens, in the scope around it (BPMN 2.0.2, 13.5.4); see the start event. */
import { forgetCompletions } from '../parts/compensate.ts';
import type { ElementHandler } from './handler.ts';
import { subProcess } from './sub-process.ts';

export const eventSubProcess: ElementHandler = {
  extensions: ['inputs', 'outputs'],
  opensScope: true,
  beginsByEvent: true,
  leaves: 'each',
  compile(node, compiling) {
    if (node.kind !== 'subProcess') compiling.refuse(node, `an event sub-process as ${node.kind}`);
    const starts = (node.nodes ?? []).filter(({ kind }) => kind === 'startEvent');
    const [start] = starts;
    if (!start || starts.length > 1 || start.eventDefinitions.length === 0) {
      const found = starts.length === 1 ? 'one that waits for nothing' : `${starts.length}`;
      const message = `The event sub-process ${node.name ?? node.id} (${node.id}) needs exactly one start event that waits for something; it has ${found}.`;
      compiling.problem({ code: 'event-sub-process-start', severity: 'error', elementId: node.id, message });
    }
    if (node.incoming.length + node.outgoing.length > 0) {
      const message = `The event sub-process ${node.name ?? node.id} (${node.id}) has sequence flows; it begins by its start event alone. Take them away.`;
      compiling.problem({ code: 'event-sub-process-flow', severity: 'error', elementId: node.id, message });
    }
    return subProcess.compile?.(node, compiling) ?? {};
  },
  work: subProcess.work,
  /** What it interrupted was not completed. */
  beforeLeave(run, token, element) {
    const interrupts = element.plan.starts?.some((start) => run.element(start).plan.interrupts);
    if (interrupts) forgetCompletions(run, token.scopeId, element);
    return true;
  },
};
