import { type FlowNode, type MessageFlowNode, messageRoleOf } from '../../model/index.ts';
import { error, type Finding, info } from '../finding.ts';
import { called, isActivity, type ProcessView, type Rule } from '../process-view.ts';

/** Messages go between pools, from what sends one to what receives one. Source: BPMN 2.0.2 §7.6.2, table 7.4. */
export const messageFlows: Rule = (view) =>
  view.model.messageFlows.flatMap((flow) => {
    const [source, target] = [view.node(flow.sourceId ?? ''), view.node(flow.targetId ?? '')];
    const pool = view.model.participants.find(({ processRef }) => processRef === view.process.id)?.id;
    const isHere = (id: string | undefined) => view.node(id ?? '') !== undefined || (pool !== undefined && id === pool);
    if (isHere(flow.sourceId) && isHere(flow.targetId)) return [withinPool(flow)];
    if (!isHere(flow.sourceId) && !isHere(flow.targetId)) return [];
    return [
      ...(flow.sourceId === undefined || flow.targetId === undefined ? [toNothing(flow)] : []),
      ...(source ? noMessage(source, 'sends', view) : []),
      ...(target ? noMessage(target, 'receives', view) : []),
    ];
  });

const withinPool = (flow: MessageFlowNode): Finding =>
  error(flow.id, 'message-flow-within-pool', {
    message: `The message flow ${called(flow)} stays within one pool; messages go from pool to pool.`,
    hint: 'Draw a sequence flow, or let it lead to another pool.',
  });

const toNothing = (flow: MessageFlowNode): Finding =>
  error(flow.id, 'message-flow-to-nothing', {
    message: `The message flow ${called(flow)} is not connected at both ends.`,
    hint: 'Connect it with an element or with the border of another pool, or remove it.',
  });

/** A service call may be drawn as a message flow; any other step neither sends nor waits by its arrow. */
function noMessage(node: FlowNode, role: 'sends' | 'receives', { process }: ProcessView): Finding[] {
  if (messageRoleOf(node) === role || !process.isExecutable) return [];
  if (!isActivity(node) || messageRoleOf(node) !== undefined)
    return [
      error(node.id, 'message-flow-not-a-message', {
        message: `A message flow ${role === 'sends' ? 'leaves' : 'leads to'} ${called(node)}, which ${role} no message.`,
        hint: `Let it ${role === 'sends' ? 'begin at' : 'lead to'} a message event, a ${role === 'sends' ? 'send' : 'receive'} task, or the border of the pool.`,
      }),
    ];
  if (node.extension.job) return [];
  return [
    info(node.id, 'message-flow-only-drawn', {
      message: `A message flow ${role === 'sends' ? 'leaves' : 'leads to'} ${called(node)}, which ${role} no message: it is a drawing.`,
      hint: `Use a ${role === 'sends' ? 'send' : 'receive'} task where a message is meant.`,
    }),
  ];
}
