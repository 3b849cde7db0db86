/** Who asked for an approval takes the request back. */
import type { Rejection, WithdrawInput } from '../../input.ts';
import { refusal } from '../../parts/rejection.ts';
import type { Run } from '../../parts/run.ts';
import type { ProgramElement } from '../../program.ts';
import { personsOf } from '../../queries/persons.ts';
import { elementIndex } from '../../queries/tables.ts';
import type { Token } from '../../state.ts';
import { decide } from './decide.ts';
import { isFreeWay } from './send-back.ts';

export function withdraw(run: Run, { by, elementId, reason }: WithdrawInput): Rejection | undefined {
  const found = run.draft.approvals?.flatMap((open) => {
    const token = run.token(open.tokenId);
    return token && run.element(token.element).id === elementId ? [{ open, token }] : [];
  })[0];
  if (!found) return refusal('nothing-to-withdraw', `No approval ${elementId} is being decided in this case.`, elementId);
  const { open, token } = found;
  const element = run.element(token.element);
  const stopped = run.refusedAt(token.element);
  if (stopped) return stopped;
  const asker = token.requestedBy ?? run.draft.starter ?? undefined;
  const what = element.name ?? element.id;
  if (asker === undefined || !personsOf(by).includes(asker)) {
    const message = `Only who asked for ${what} may withdraw it: ${asker ?? 'nobody did'}; found ${by.userId ?? 'a program'}.`;
    return refusal('not-eligible', message, elementId);
  }
  const to = targetOf(run, token, element, asker);
  if (typeof to !== 'string') return to;
  const outcome = { id: 'withdrawn', kind: 'send-back', isCommentRequired: false, to: [to] } as const;
  const back = { to, return: 'again' } as const;
  const { votes, copies } = open;
  decide(run, token, element, { outcome, votes, copies, because: 'withdrawn', reason, by, comment: reason, back });
  return undefined;
}

/** The first send-back target that the case completed, else the step that who asked completed. */
function targetOf(run: Run, token: Token, element: ProgramElement, asker: string): string | Rejection {
  const { completed = [], lastDone = {} } = run.draft;
  const targets = element.plan.approval?.outcomes.flatMap(({ to }) => to) ?? [];
  const first = targets.find((id) => completed.includes(id));
  if (first !== undefined) return first;
  const last = Object.hasOwn(lastDone, asker) ? lastDone[asker] : undefined;
  if (last !== undefined && isFreeWay(run, token, elementIndex(run.program, last))) return last;
  const message = `There is no step that ${element.name ?? element.id} could go back to when it is withdrawn; cancel the case or let it be decided.`;
  return refusal('nothing-to-return-to', message, element.id);
}
