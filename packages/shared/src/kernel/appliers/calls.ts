/** Remembers the called cases that are waited for. */
import { elementIndex } from '../tables.ts';
import { type Appliers, append, type Draft, without } from './applier.ts';

function close(draft: Draft, { callId }: { readonly callId: string }): void {
  const left = without(draft.calls ?? [], ({ id }) => id === callId);
  if (left.length > 0) draft.calls = left;
  else delete draft.calls;
}

export const callAppliers: Appliers = {
  processCalled(draft, { callId: id, elementId, tokenId }, program) {
    append(draft, 'calls', { id, element: elementIndex(program, elementId), tokenId });
  },
  callCompleted: close,
  callFailed: close,
  callRefused: close,
  callCancelled: close,
};
