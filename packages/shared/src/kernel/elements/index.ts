/** The table of elements: one line an element; what is not here is refused at deploy by name. */
import { endEvent } from './end-event.ts';
import type { ElementHandler } from './handler.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { exclusiveGateway, passEach } from './pass.ts';
import { scriptTask } from './script-task.ts';
import { subProcess } from './sub-process.ts';
import { userTask } from './user-task.ts';

/** Handlers by BPMN tag name. */
export const elements: ReadonlyMap<string, ElementHandler> = new Map([
  ['startEvent', passEach],
  ['endEvent', endEvent],
  ['task', passEach],
  ['userTask', userTask],
  ['manualTask', userTask],
  ['scriptTask', scriptTask],
  ['exclusiveGateway', exclusiveGateway],
  ['parallelGateway', parallelGateway],
  ['subProcess', subProcess],
]);
