import { type ModdleElement, tagOf } from './moddle-element.ts';
import type { FlowNode } from './model.ts';

/** Which task a global task is, where a call activity calls it. */
const taskKinds: Readonly<Record<string, string>> = {
  globalTask: 'task',
  globalUserTask: 'userTask',
  globalManualTask: 'manualTask',
  globalScriptTask: 'scriptTask',
  globalBusinessRuleTask: 'businessRuleTask',
};

/** Whether a root element is a task that call activities of the document may call. */
export const isGlobalTask = (root: ModdleElement): boolean => Object.hasOwn(taskKinds, tagOf(root));

/**
 * A call activity that calls a global task is that task (BPMN 2.0.2, 10.3.6): it has what the task says, and what
 * it says itself comes first. Values go in by the call's mappings and then the task's, and come out the other way round.
 */
export function asCalledTask(call: FlowNode, task: FlowNode): FlowNode {
  const { call: _, ...own } = call.extension;
  const name = call.name ?? task.name;
  return {
    ...call,
    ...(name === undefined ? {} : { name }),
    ...(task.script === undefined ? {} : { script: task.script }),
    calledTask: taskKinds[task.kind] ?? 'task',
    extension: {
      ...task.extension,
      ...own,
      inputs: [...own.inputs, ...task.extension.inputs],
      outputs: [...task.extension.outputs, ...own.outputs],
      labels: call.name === undefined ? task.extension.labels : own.labels,
    },
  };
}
