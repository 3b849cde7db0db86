/** Remembers the called cases that are waited for. */
import { elementIndex } from '../queries/tables.ts';
import { type Appliers, append, type Draft, remove } from './applier.ts';

function close(draft: Draft, { callId }: { readonly callId: string }): void {
  remove(draft, 'calls', 'id', callId);
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
