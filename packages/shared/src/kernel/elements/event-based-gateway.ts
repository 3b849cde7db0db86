/**
 * Event-based gateway: arms every event behind it; the first that happens wins (BPMN 2.0.2, 13.4.4). Where it starts
 * its process, the host arms them; parallel, the others are waited for too, each for itself.
 */
import { disarm } from '../parts/terminate.ts';
import type { ElementHandler } from './handler.ts';

export const eventBasedGateway: ElementHandler = {
  extensions: [],
  leaves: 'all',
  compile(node, compiling) {
    const isParallel = node.eventGatewayType === 'Parallel';
    if (isParallel && !node.instantiate) compiling.refuse(node, 'a parallel event-based gateway that does not start its process');
    if (node.instantiate && (node.incoming.length > 0 || !compiling.isTopLevel(node)))
      compiling.refuse(node, 'an event-based gateway that starts its process and has a flow to it, or stands in a sub-process');
    const targets = compiling.targetsOf(node);
    if (targets.length < 2) compiling.refuse(node, 'an event-based gateway with fewer than two events behind it');
    for (const target of targets) {
      const isEvent = target.kind === 'intermediateCatchEvent' || target.kind === 'receiveTask';
      if (!isEvent)
        compiling.refuse(node, `${target.kind} ${target.id} behind it, where a catch event or receive task is expected`);
      if (target.loop) compiling.refuse(target, 'multi-instance behind an event-based gateway');
      if (target.incoming.length > 1) compiling.refuse(target, 'other flows into an event behind an event-based gateway');
    }
    return { ...(node.instantiate ? { instantiates: true } : {}), ...(isParallel ? { isParallel: true } : {}) };
  },
  waitsAt: ({ flows }, { outgoing }) => outgoing.flatMap((index) => flows[index]?.target ?? []),
  work(run, token, element) {
    for (const index of eventBasedGateway.waitsAt?.(run.program, element) ?? []) {
      const target = run.element(index);
      if (run.handler(target).arm?.(run, token, target, 'work') !== false) continue;
      disarm(run, token.id);
      return;
    }
  },
};
