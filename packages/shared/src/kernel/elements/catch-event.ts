/** Intermediate catch events and receive tasks, drawn alone or behind an event-based gateway (BPMN 2.0.2, 10.5.4, 13.3.3 and 13.5.2). */
import { answered, arm, compileDefinitions, happened, oneClaims } from '../definitions/index.ts';
import { compileMessage } from '../definitions/message.ts';
import { answerFor } from '../parts/data.ts';
import { enter, enterNew } from '../parts/enter.ts';
import { complete, leave, sendAlong } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import type { Occurrence } from '../parts/waiting.ts';
import type { ProgramElement } from '../program.ts';
import { rootScopeId, type Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

const catching: ElementHandler = {
  extensions: ['timer', 'subscription', 'inputs', 'outputs'],
  eventDefinitions: [
    'timerEventDefinition',
    'messageEventDefinition',
    'signalEventDefinition',
    'conditionalEventDefinition',
    'linkEventDefinition',
  ],
  leaves: 'each',
  compile(node, compiling) {
    if (node.eventDefinitions.length === 0) compiling.refuse(node, 'an intermediate catch event that waits for nothing');
    const all = node.parallelMultiple ? { isParallelMultiple: true as const } : {};
    return { ...all, ...compileDefinitions(node, compiling) };
  },
  work: (run, token, element) => {
    if (oneClaims(element.plan.definitions, 'leadsOn')) leave(run, token);
    else arm(run, token, element, 'work');
  },
  arm,
  startBy,
  trigger(run, holder, element, { definition, variables }) {
    if (!happened(run, { holder, element, definition }, { scopeId: run.scopeIdOf(holder), variables })) return;
    const token = holder.element === element.index ? holder : throughGateway(run, holder, element);
    if (token) complete(run, token, variables);
  },
  onAnswer: answered,
};

export const catchEvent: ElementHandler = { ...catching, event: 'catches' };

export const receiveTask: ElementHandler = {
  ...catching,
  extensions: ['subscription', 'inputs', 'outputs', 'loop'],
  eventDefinitions: [],
  mayLoop: true,
  compile(node, compiling) {
    const message = compileMessage(node, node.messageRef, compiling);
    const begins = node.instantiate && node.incoming.length === 0;
    if (node.instantiate && !begins) compiling.refuse(node, 'a receive task that starts its process and has a flow to it');
    if (begins && !compiling.isTopLevel(node)) compiling.refuse(node, 'a receive task that starts its process, in a sub-process');
    return { ...(message ? { definitions: [message] } : {}), ...(begins ? { instantiates: true } : {}) };
  },
};

/** What starts the process is a receive task, or an event behind a gateway that starts it. */
function startBy(run: Run, element: ProgramElement, { variables }: Occurrence, requestedBy: string | undefined): void {
  const requested = requestedBy === undefined ? {} : { requestedBy };
  const answered = answerFor(element.plan, variables);
  const gateway = run.program.flows[element.incoming[0] ?? -1]?.source;
  if (gateway === undefined) {
    leave(run, enterNew(run, element.index, rootScopeId, { ...requested, ...answered }));
    return;
  }
  const { plan, outgoing } = run.element(gateway);
  const flows = outgoing.flatMap((index) => run.program.flows[index] ?? []);
  const taken = plan.isParallel ? flows : flows.filter(({ target }) => target === element.index);
  const at = enterNew(run, gateway, rootScopeId, requested);
  for (const tokenId of sendAlong(
    run,
    at,
    taken.map((flow) => ({ flow })),
  )) {
    const token = run.token(tokenId);
    if (token?.element !== element.index) run.moves.push({ tokenId, phase: 'arrive' });
    else {
      const entered = enter(run, token, answered);
      if (entered) leave(run, entered);
    }
  }
}

/** The event is what the gateway's token waited for: it goes there, and what the others waited for ends. */
function throughGateway(run: Run, holder: Token, element: ProgramElement): Token | undefined {
  const flow = run.program.flows.find(({ source, target }) => source === holder.element && target === element.index);
  const [tokenId] = flow ? sendAlong(run, holder, [{ flow }]) : [];
  const arrived = tokenId === undefined ? undefined : run.token(tokenId);
  return arrived && enter(run, arrived);
}
