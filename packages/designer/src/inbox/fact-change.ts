import type { Fact } from '@fortnight/shared/contract';

/** How a figure moved since it was last decided on, and whether that helps or hurts the deal. */
export interface FactChange {
  /** `relative`: a share of the old value; `difference`: in the figure's own unit. */
  readonly kind: 'none' | 'new' | 'same' | 'relative' | 'difference' | 'other';
  readonly by: number;
  readonly effect: 'helps' | 'hurts' | 'neither';
}

const nothing = (kind: FactChange['kind']): FactChange => ({ kind, by: 0, effect: 'neither' });

/** Compares a figure with what it was; amounts move by a share, everything else by its difference. */
export function changeOf({ now, before, better, type }: Pick<Fact, 'now' | 'before' | 'better' | 'type'>): FactChange {
  if (before === undefined) return nothing('none');
  if (before === null) return nothing(now === null ? 'none' : 'new');
  if (JSON.stringify(now) === JSON.stringify(before)) return nothing('same');
  if (typeof now !== 'number' || typeof before !== 'number') return nothing('other');
  const isRelative = type === 'money' && before !== 0;
  const by = isRelative ? (now - before) / Math.abs(before) : Number((now - before).toPrecision(12));
  const helps = better === 'higher' ? now > before : better === 'lower' ? now < before : undefined;
  return {
    kind: isRelative ? 'relative' : 'difference',
    by,
    effect: helps === undefined ? 'neither' : helps ? 'helps' : 'hurts',
  };
}

/** A policy that compares the figure with one number, so that it can be said in words. */
export interface PlainPolicy {
  readonly operator: '<=' | '>=' | '<' | '>';
  readonly bound: number;
}

/** Reads a policy such as `margin >= 0.22`; anything richer is shown as it is written. */
export function plainPolicy(policy: string | undefined, variable: string): PlainPolicy | undefined {
  const match = /^=?\s*([\w.]+)\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(policy ?? '');
  if (!match || match[1] !== variable) return undefined;
  return { operator: match[2] as PlainPolicy['operator'], bound: Number(match[3]) };
}
