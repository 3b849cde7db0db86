/** The table of elements: one line an element; what is not here is refused at deploy by name. */
import type { FlowNode } from '../../model/index.ts';
import { throwOne } from '../definitions/index.ts';
import type { Handlers } from '../parts/run.ts';
import type { ProgramElement } from '../program.ts';
import { adHocSubProcess } from './ad-hoc-sub-process.ts';
import { approval } from './approval/index.ts';
import { boundaryEvent } from './boundary-event.ts';
import { callActivity } from './call-activity.ts';
import { catchEvent, receiveTask } from './catch-event.ts';
import { checkpoint } from './checkpoint/index.ts';
import { complexGateway } from './complex-gateway.ts';
import { endEvent } from './end-event.ts';
import { eventBasedGateway } from './event-based-gateway.ts';
import { eventSubProcess } from './event-sub-process.ts';
import type { ElementHandler } from './handler.ts';
import { inclusiveGateway } from './inclusive-gateway.ts';
import { jobTask } from './job-task.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { exclusiveGateway, task } from './pass.ts';
import { scriptTask } from './script-task.ts';
import { stage } from './stage.ts';
import { startEvent } from './start-event.ts';
import { subProcess } from './sub-process.ts';
import { sendTask, throwEvent } from './throw-event.ts';
import { transaction } from './transaction.ts';
import { userTask } from './user-task.ts';

/** Handlers by BPMN tag name; a variant of an element by its own. */
export const elements: ReadonlyMap<string, ElementHandler> = new Map([
  ['startEvent', startEvent],
  ['intermediateCatchEvent', catchEvent],
  ['intermediateThrowEvent', throwEvent],
  ['boundaryEvent', boundaryEvent],
  ['endEvent', endEvent],
  ['task', task],
  ['userTask', userTask],
  ['manualTask', userTask],
  ['scriptTask', scriptTask],
  ['serviceTask', jobTask],
  ['sendTask', sendTask],
  ['receiveTask', receiveTask],
  ['businessRuleTask', jobTask],
  ['exclusiveGateway', exclusiveGateway],
  ['inclusiveGateway', inclusiveGateway],
  ['parallelGateway', parallelGateway],
  ['eventBasedGateway', eventBasedGateway],
  ['complexGateway', complexGateway],
  ['subProcess', subProcess],
  ['adHocSubProcess', adHocSubProcess],
  ['transaction', transaction],
  ['eventSubProcess', eventSubProcess],
  ['callActivity', callActivity],
  ['approval', approval],
  ['checkpoint', checkpoint],
  ['stage', stage],
]);

/** What makes a node another element than its tag says: an extension, how it begins, or the global task that it calls. */
export const variantOf = ({ triggeredByEvent, calledTask, extension }: FlowNode): string | undefined => {
  const { approval, checkpoint, stage } = extension;
  if (approval) return 'approval';
  if (checkpoint) return 'checkpoint';
  return stage ? 'stage' : triggeredByEvent ? 'eventSubProcess' : calledTask;
};

/** Who carries out a node, or an element that was compiled from one; undefined where nobody does. */
export const handlerOf = (of: FlowNode | ProgramElement): ElementHandler | undefined =>
  elements.get(('plan' in of ? of.variant : variantOf(of)) ?? of.kind);

export { checkpointsBefore, checkpointsFrom } from './checkpoint/index.ts';

/** The tables that a run is handed. */
export const handlers: Handlers = { elements, throwOne };
