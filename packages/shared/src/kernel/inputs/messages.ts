/** A message comes for an open subscription. */
import { refusal, reserved } from '../parts/rejection.ts';
import type { Takers } from './taker.ts';

export const messageTakers: Takers = {
  deliverMessage(run, { subscriptionId, variables, messageId }) {
    const subscription = run.draft.subscriptions.find(({ id }) => id === subscriptionId);
    const holder = subscription && run.token(subscription.tokenId);
    if (!subscription || !holder) return refusal('subscription-not-open', `There is no open subscription ${subscriptionId}.`);
    const refused = reserved(run.program, variables);
    if (refused) return refused;
    const element = run.element(subscription.element);
    const about = { elementId: element.id, elementKind: element.kind, subscriptionId };
    const { messageName } = subscription;
    run.emit({ type: 'messageCorrelated', ...about, messageName, ...(messageId === undefined ? {} : { messageId }) });
    run.handler(element).trigger?.(run, holder, element, variables ? { variables } : {});
    return undefined;
  },
};
