import { namedMessage, walkNodes } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** The two ends of a message flow are about the same message, else what is sent is never received. */
export const messageNames: Rule = ({ model, node }) =>
  model.messageFlows.flatMap((flow) => {
    const source = node(flow.sourceId ?? '');
    const sent = source && namedMessage(model, source);
    if (!sent) return [];
    for (const process of model.processes)
      for (const { node: target } of walkNodes(process)) {
        const received = target.id === flow.targetId ? namedMessage(model, target) : undefined;
        if (!received || received.name === sent.name) continue;
        return [
          warning(flow.id, 'message-flow-names-differ', {
            message: `${called(source)} sends "${sent.name}" over ${called(flow)}, and ${called(target)} waits for "${received.name}".`,
            hint: 'Choose the same message at both ends.',
            params: { sent: sent.name, received: received.name },
          }),
        ];
      }
    return [];
  });
