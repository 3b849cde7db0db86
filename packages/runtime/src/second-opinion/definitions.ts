/** What an event throws or waits for, as far as tokens are concerned. */
import type { DefinitionKind, DefinitionPlan, ProgramElement } from '@fortnight/shared/kernel';

type Planned = Pick<ProgramElement, 'plan'>;

export const has = ({ plan }: Planned, kind: DefinitionKind): boolean =>
  plan.definitions?.some((definition) => definition.kind === kind) === true;

type Coded = Extract<DefinitionPlan, { readonly code?: string }>;

/** The error or escalation that it throws or catches; without a code it catches all. */
export const coded = ({ plan }: Planned, kind: Coded['kind']): readonly Coded[] =>
  (plan.definitions ?? []).filter((definition): definition is Coded => definition.kind === kind);

/** A won or lost end. */
export const isDecided = ({ plan: { end } }: Planned): boolean => end !== undefined && end.outcome !== 'neutral';
