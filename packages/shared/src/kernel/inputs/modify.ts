/** Somebody moves a case by hand: refused as a whole where one part of it can't be, or would pass by a checkpoint in silence. */
import { checkpointsBefore, checkpointsFrom, handlerOf } from '../elements/index.ts';
import type { CaseMove, ModifyInput, Rejection, TokenRef } from '../input.ts';
import { place } from '../parts/enter.ts';
import { containersOf, openDown } from '../parts/jump.ts';
import { type Aim, endEmptied, type Landing, landAnywhere, landFrom, type NoLanding } from '../parts/landing.ts';
import { refusal } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import { terminate } from '../parts/terminate.ts';
import type { ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import { elementIndex, hasElement } from '../queries/tables.ts';
import { rootScopeId, type Token } from '../state.ts';
import type { Takers } from './taker.ts';

const cause = 'modified';

export const modifyTakers: Takers = {
  modify(run, input) {
    if (input.moves.length === 0) return refusal('nothing-to-do', 'A modification moves, adds or cancels something; found none.');
    const targets: ProgramElement[] = [];
    for (const move of input.moves) {
      if (move.do === 'cancel') continue;
      const target = targetOf(run, move.toElementId);
      if ('code' in target) return target;
      targets.push(target);
    }
    return modify(run, input, targets);
  },
};

/** Where a token may be put: not what begins or happens by itself, and not a join, which would wait for others for ever. */
function targetOf(run: Run, id: string): ProgramElement | Rejection {
  if (!hasElement(run.program, id))
    return refusal('unknown-element', `This version has no element ${id}; name one of its activities, events or gateways.`);
  const element = run.element(elementIndex(run.program, id));
  const handler = run.handler(element);
  const isAttached = run.program.elements.some(({ boundaries = [] }) => boundaries.includes(element.index));
  const isNoPlace = isAttached || handler.begins || handler.beginsByEvent || element.plan.forCompensation;
  const isJoin = handler.waitsForAll && element.incoming.length > 1;
  if (!isNoPlace && !isJoin) return element;
  const why = isJoin ? 'waits for all of its flows; name what is behind it' : 'begins by itself and not by a token';
  return refusal('not-a-place', `${element.name ?? id} can't be moved to: it ${why}.`, id);
}

function owedOf(run: Run, targets: readonly ProgramElement[]): Rejection | undefined {
  const owing = targets.flatMap((target) => {
    const owed = checkpointsBefore(run, target.index).filter(({ id }) => !run.draft.passed?.includes(id));
    return owed.length > 0 ? [{ target, owed }] : [];
  });
  const [first] = owing;
  if (!first) return undefined;
  const { target } = first;
  const owed = [...new Set(owing.flatMap((one) => one.owed))];
  const names = owed.map(({ id, name }) => name ?? id).join(', ');
  const message = `${target.name ?? target.id} lies behind ${names}, which this case has not passed; a second person of the role risk may let it in writing.`;
  return { ...refusal('checkpoint-owed', message, target.id), params: { checkpoints: owed.map(({ id }) => id) } };
}

function modify(
  run: Run,
  { by, reason, moves, override }: ModifyInput,
  targets: readonly ProgramElement[],
): Rejection | undefined {
  const told: { do: CaseMove['do']; fromElementId?: string; toElementId?: string }[] = [];
  const steps: { move: CaseMove; token?: Token; landing?: Landing }[] = [];
  const taken = new Set<string>();
  for (const move of moves) {
    const token = 'from' in move ? tokenAt(run, move.from) : undefined;
    if (token && 'code' in token) return token;
    if (token && taken.has(token.id))
      return refusal('named-twice', `The token ${token.id} is named twice; say once where it goes.`);
    if (token) taken.add(token.id);
    const landing = 'toElementId' in move ? landingOf(run, move.toElementId, token) : undefined;
    if (landing && 'code' in landing) return landing;
    steps.push({ move, ...(token ? { token } : {}), ...(landing ? { landing } : {}) });
    told.push({
      do: move.do,
      ...(token ? { fromElementId: run.element(token.element).id } : {}),
      ...('toElementId' in move ? { toElementId: move.toElementId } : {}),
    });
  }
  // Who names what is gone by now is told that first.
  const owed = override === undefined ? owedOf(run, targets) : undefined;
  if (owed) return owed;
  const said = override === undefined ? {} : { override };
  run.emit({ type: 'modified', by, reason, moves: told, owed: owedAgain(run, targets), ...said });
  const kept = new Set(steps.flatMap(({ landing }) => landing?.scopeId ?? []));
  for (const { move, token, landing } of steps) {
    // One that was named may have gone with what was around it.
    if (token && run.token(token.id)) terminate(run, token, cause);
    if (token && move.do === 'move') endEmptied(run, token.scopeId, cause, kept);
    if (!landing || move.do === 'cancel') continue;
    const requestedBy = token?.requestedBy ?? by.userId ?? undefined;
    if (landing.scopeId !== rootScopeId && !run.scope(landing.scopeId))
      return refusal('dead-scope', `What ${move.toElementId} stands in was ended by another move; move each token once.`);
    const scopeId = openDown(run, landing.inside, landing.scopeId, requestedBy);
    place(run, elementIndex(run.program, move.toElementId), scopeId, requestedBy);
  }
  return deadScope(
    run,
    steps.flatMap(({ token }) => token ?? []),
  );
}

function tokenAt(run: Run, from: TokenRef): Token | Rejection {
  const found = run.draft.tokens.filter((token) =>
    'tokenId' in from ? token.id === from.tokenId : run.element(token.element).id === from.elementId,
  );
  const name = 'tokenId' in from ? from.tokenId : from.elementId;
  // The body around its runs stands for all of them.
  const bodies = found.filter(({ loopCounter }) => loopCounter === undefined);
  const [token] = 'tokenId' in from ? found : bodies;
  if (!token) return refusal('token-not-found', `Nothing in this case stands at ${name}; read where it stands and try again.`);
  if ('elementId' in from && bodies.length > 1)
    return refusal('ambiguous-token', `${bodies.length} tokens stand at ${name}; name one by tokenId.`, name);
  const { id: elementId } = run.element(token.element);
  if (token.loopCounter !== undefined) return refuse('inside-multi-instance', elementId, run.element(token.element));
  return token.compensation === undefined ? token : refuse('being-compensated', elementId, run.element(token.element));
}

const whys: { readonly [code in NoLanding]: string } = {
  'inside-multi-instance': 'runs several times; move the whole of it, or within one run',
  'being-compensated': 'is being undone; wait until that is done',
  'ambiguous-scope': 'stands in something that is open several times; move a token that is in it',
  'not-a-place': 'stands in what begins by an event alone',
};
const refuse = (code: NoLanding, elementId: string, { name, id }: ProgramElement): Rejection =>
  refusal(code, `${name ?? id} ${whys[code]}.`, elementId);

function landingOf(run: Run, id: string, token: Token | undefined): Landing | Rejection {
  const target = run.element(elementIndex(run.program, id));
  const aim: Aim = {
    containers: containersOf(run, target),
    numberOf: (element) => element,
    container: (index) => run.element(index),
    beginsByEvent: (container) => handlerOf(container)?.beginsByEvent === true,
  };
  const landing = token ? landFrom(run, token.scopeId, aim) : landAnywhere(run, aim);
  return typeof landing === 'string' ? refuse(landing, id, target) : landing;
}

/** What is ahead of the case again, and not behind it where it stands now. */
function owedAgain(run: Run, targets: readonly ProgramElement[]): readonly string[] {
  const { passed = [] } = run.draft;
  const owed = targets.flatMap((target) => {
    const behind = new Set(checkpointsBefore(run, target.index));
    return checkpointsFrom(run, target.index).filter((checkpoint) => !behind.has(checkpoint));
  });
  return passed.filter((id) => owed.some((checkpoint) => checkpoint.id === id));
}

/** Nothing may stay open that nobody is in any more: it would never end. */
function deadScope(run: Run, tokens: readonly Token[]): Rejection | undefined {
  for (const { scopeId } of tokens) {
    if (firstHaving(run.draft.tokens, 'scope', scopeId)) continue;
    if (scopeId === rootScopeId)
      return refusal('nothing-left', 'Nothing would be left of the case; cancel the case, or move the token on.');
    const owner = run.ownerOf(scopeId);
    if (!owner) continue;
    const { id, name } = run.element(owner.element);
    const message = `Nothing would be left in ${name ?? id}, which then never ends; cancel it as a whole, or move the token on.`;
    return refusal('dead-scope', message, id);
  }
  return undefined;
}
