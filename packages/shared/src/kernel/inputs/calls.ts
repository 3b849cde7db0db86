/** The host says what became of a called case: completed, failed, escalated, or none at all. */

import { throwError } from '../definitions/error.ts';
import { throwEscalation } from '../definitions/escalation.ts';
import { about } from '../parts/about.ts';
import { takeResult } from '../parts/call.ts';
import { refusal } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { Token } from '../state.ts';
import type { Takers } from './taker.ts';

interface Found {
  readonly token: Token;
  readonly where: { readonly elementId: string; readonly elementKind: string; readonly callId: string };
}

function find(run: Run, callId: string): Found | undefined {
  const call = firstHaving(run.draft.calls, 'id', callId);
  const token = call && run.token(call.tokenId);
  if (!token) return undefined;
  return { token, where: { ...about(run.element(call.element)), callId } };
}
const notOpen = (callId: string) => refusal('call-not-open', `There is no open call ${callId}.`);

export const callTakers: Takers = {
  completeCall(run, { callId, variables, kept = [] }) {
    const found = find(run, callId);
    if (!found) return notOpen(callId);
    run.emit({ type: 'callCompleted', ...found.where });
    takeResult(run, found.token, variables, kept);
    return undefined;
  },
  failCall(run, { callId, errorCode, message }) {
    const found = find(run, callId);
    if (!found) return notOpen(callId);
    const stopped = run.refusedAt(found.token.element);
    if (stopped) return stopped;
    run.emit({ type: 'callFailed', ...found.where, errorCode });
    throwError(run, found.token, errorCode, message);
    return undefined;
  },
  refuseCall(run, { callId, code, message, params }) {
    const found = find(run, callId);
    if (!found) return notOpen(callId);
    run.emit({ type: 'callRefused', ...found.where, code });
    run.raise(found.token, code, message, 'work', params === undefined ? {} : { params });
    return undefined;
  },
  escalateCall(run, { callId, escalationCode, variables = {} }) {
    const found = find(run, callId);
    if (!found) return notOpen(callId);
    const stopped = run.refusedAt(found.token.element);
    if (stopped) return stopped;
    run.emit({ type: 'callEscalated', ...found.where, escalationCode });
    throwEscalation(run, found.token, escalationCode, variables);
    return undefined;
  },
};
