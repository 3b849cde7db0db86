/** A message comes for an open subscription; a signal for all that wait for it. */

import { deliverSignal } from '../definitions/signal.ts';
import { firstHaving } from '../lookup.ts';
import { converseBy } from '../parts/conversation.ts';
import { refusal, reserved } from '../parts/rejection.ts';
import type { Takers } from './taker.ts';

export const messageTakers: Takers = {
  deliverMessage(run, { subscriptionId, variables, messageId }) {
    const subscription = firstHaving(run.draft.subscriptions, 'id', subscriptionId);
    const holder = subscription && run.token(subscription.tokenId);
    if (!subscription || !holder) return refusal('subscription-not-open', `There is no open subscription ${subscriptionId}.`);
    const refused = reserved(run.program, variables);
    if (refused) return refused;
    const element = run.element(subscription.element);
    const about = { elementId: element.id, elementKind: element.kind, subscriptionId };
    const { messageName, definition = 0 } = subscription;
    if (messageName === undefined)
      return refusal(
        'not-a-message',
        `The subscription ${subscriptionId} waits for a signal; deliver it by its name.`,
        element.id,
      );
    run.emit({ type: 'messageCorrelated', ...about, messageName, ...(messageId === undefined ? {} : { messageId }) });
    const occurrence = { definition, ...(variables ? { variables } : {}) };
    converseBy(run, element, occurrence);
    run.handler(element).trigger?.(run, holder, element, occurrence);
    return undefined;
  },
  deliverSignal(run, { name, variables }) {
    const refused = reserved(run.program, variables);
    if (refused) return refused;
    if (deliverSignal(run, name, variables) > 0) return undefined;
    return refusal('signal-not-awaited', `Nothing in this instance waits for the signal "${name}".`);
  },
};
