/**
 * A signal: whoever waits for its name gets it, in this instance and in every other (BPMN 2.0.2, 10.5.5). Here it is delivered
 * once nothing else moves, so that every branch that is ready in the step has armed what it waits for.
 */

import type { JsonObject } from '../../base/index.ts';
import { about } from '../parts/about.ts';
import { isComputed } from '../parts/computed.ts';
import type { Run } from '../parts/run.ts';
import { nameOf } from '../parts/text.ts';
import { placeOf } from '../parts/waiting.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

type Plan = PlanOf<'signalEventDefinition'>;

export const signal: DefinitionHandler<Plan> = {
  compile(node, { signalRef }, compiling) {
    const written = (signalRef === undefined ? undefined : compiling.model.signals.get(signalRef))?.name.trim();
    if (!written) {
      const message = `${node.name ?? node.kind} (${node.id}) names no signal; expected a signal with a name.`;
      compiling.problem({ code: 'signal-missing', severity: 'error', elementId: node.id, field: 'signalRef', message });
      return undefined;
    }
    const name = isComputed(written) ? compiling.expression(written, node.id, 'signal.name') : written;
    return name === undefined ? undefined : { kind: 'signalEventDefinition', name };
  },
  startedBy: ({ name }) =>
    typeof name === 'string'
      ? { trigger: { kind: 'signal', signalName: name } }
      : { refused: 'a computed signal name at a start event' },
  arm(run, { holder, element, definition }, { name }, retry) {
    const signalName = nameOf(run, name, run.scopeIdOf(holder));
    if (signalName === undefined) {
      run.raise(holder, 'signal-name-missing', noName, retry, { at: element.index });
      return false;
    }
    const at = { ...about(element), tokenId: holder.id, ...placeOf(definition) };
    run.emit({ type: 'subscriptionOpened', subscriptionId: `u${run.nextSeq}`, ...at, signalName, correlationKey: null });
    return true;
  },
  throws(run, token, element, { name }, variables) {
    const signalName = nameOf(run, name, run.scopeIdOf(token));
    if (signalName === undefined) {
      run.raise(token, 'signal-name-missing', noName, 'work');
      return 'failed';
    }
    run.emit({ type: 'signalThrown', ...about(element), signalName, variables });
    run.signals.push({ signalName, variables });
    return 'thrown';
  },
};

const noName = `The signal's name is no text; set the variable that it reads, and resolve this.`;

/** Delivers one signal that this step threw; true when there was one. */
export function deliverThrown(run: Run): boolean {
  const thrown = run.signals.shift();
  if (!thrown) return false;
  deliverSignal(run, thrown.signalName, thrown.variables);
  return true;
}

/** Gives a signal to all that wait for it now; answers how many did. What one of them ends no longer waits. */
export function deliverSignal(run: Run, signalName: string, variables: JsonObject | undefined): number {
  const waiting = run.draft.subscriptions.filter((subscription) => subscription.signalName === signalName);
  let caught = 0;
  for (const { id: subscriptionId, tokenId, element: index, definition = 0 } of waiting) {
    const holder = run.token(tokenId);
    if (!holder || !firstHaving(run.draft.subscriptions, 'id', subscriptionId)) continue;
    const element = run.element(index);
    run.emit({ type: 'signalCaught', ...about(element), subscriptionId, signalName });
    run.handler(element).trigger?.(run, holder, element, { definition, ...(variables ? { variables } : {}) });
    caught++;
  }
  return caught;
}
