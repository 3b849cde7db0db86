/** What calls order: a case of the called process, and its end where it is not waited for any more. */
import { valuesFor } from '../parts/call.ts';
import { isNew, type Orders } from './ordering.ts';

export const callOrders: Orders = {
  processCalled({ callId, elementId, tokenId, calledElement, binding, versionTag, businessKey }, run, isOpen) {
    const token = run.token(tokenId);
    if (!token || !isOpen(callId)) return undefined;
    return {
      type: 'callProcess',
      callId,
      elementId,
      calledElement,
      binding,
      ...(versionTag === undefined ? {} : { versionTag }),
      businessKey,
      ...valuesFor(run, token),
      starter: run.draft.starter,
      requestedBy: token.requestedBy ?? null,
    };
  },
  callCancelled: ({ callId, elementId, cause }, run) =>
    isNew(run, callId) ? undefined : { type: 'cancelCall', callId, elementId, cause },
};
