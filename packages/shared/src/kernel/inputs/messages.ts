/** A message comes for an open subscription; a signal for all that wait for it. */

import { caught } from '../definitions/index.ts';
import { deliverSignal } from '../definitions/signal.ts';
import { about } from '../parts/about.ts';
import { refusal, reserved } from '../parts/rejection.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { Takers } from './taker.ts';

export const messageTakers: Takers = {
  deliverMessage(run, { subscriptionId, variables, messageId }) {
    const subscription = firstHaving(run.draft.subscriptions, 'id', subscriptionId);
    const holder = subscription && run.token(subscription.tokenId);
    if (!subscription || !holder) return refusal('subscription-not-open', `There is no open subscription ${subscriptionId}.`);
    const refused = reserved(run.program, variables);
    if (refused) return refused;
    const element = run.element(subscription.element);
    const where = { ...about(element), subscriptionId };
    const { messageName, definition = 0 } = subscription;
    if (messageName === undefined)
      return refusal(
        'not-a-message',
        `The subscription ${subscriptionId} waits for a signal; deliver it by its name.`,
        element.id,
      );
    run.emit({ type: 'messageCorrelated', ...where, messageName, ...(messageId === undefined ? {} : { messageId }) });
    const occurrence = { definition, ...(variables ? { variables } : {}) };
    caught(run, element, occurrence);
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
