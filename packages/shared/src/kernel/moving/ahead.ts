/** Is all that lies before a case the same in both programs? Then going on by the other changes nothing for it. */
import type { Program } from '../program.ts';
import { elementIndex, hasElement } from '../queries/tables.ts';
import type { State } from '../state.ts';
import type { Crossing } from './crossing.ts';
import { elementText } from './plain.ts';

/** Answers whether the case would not notice. Cost: grows with what lies before it. */
export function isSameAhead(crossing: Crossing, state: State): boolean {
  const { from, to } = crossing;
  if (from.timeZone !== to.timeZone || String(from.reserved) !== String(to.reserved)) return false;
  if (JSON.stringify(from.correlations) !== JSON.stringify(to.correlations)) return false;
  return [...aheadOf(from, state)].every((index) => {
    const element = from.elements[index];
    if (!element || !hasElement(to, element.id)) return false;
    const number = elementIndex(to, element.id);
    const other = to.elements[number];
    return other !== undefined && crossing.numberOf(index) === number && elementText(from, element) === elementText(to, other);
  });
}

function aheadOf(program: Program, { tokens }: State): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [...tokens.map(({ element }) => element), ...(program.eventStarts ?? [])];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const element = program.elements[index];
    if (!element || seen.has(index)) continue;
    seen.add(index);
    const { outgoing, boundaries = [], plan, parent } = element;
    const { starts = [], eventStarts = [], compensation } = plan;
    for (const flow of outgoing) open.push(program.flows[flow]?.target ?? -1);
    open.push(...boundaries, ...starts, ...eventStarts, compensation?.handler ?? -1, compensation?.eventStart ?? -1, parent);
  }
  return seen;
}
