import type { Json } from '@fortnight/shared/base';

/** What an approval or a checkpoint leaves among the variables of a case. */
export interface Decision {
  readonly outcome: string;
  /** The ids of those who decided. */
  readonly by: readonly string[];
  readonly isAutomatic: boolean;
}

/** Reads a context as the result of an approval (`votes`) or of a checkpoint (`failed`); undefined where it is another. */
export function decisionIn(value: Json): Decision | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { outcome, votes, failed, by, automatic } = value as Readonly<Record<string, Json>>;
  if (typeof outcome !== 'string' || !(Array.isArray(votes) || Array.isArray(failed))) return undefined;
  const voters = (Array.isArray(votes) ? votes : [{ by: by ?? null }]).flatMap((vote) =>
    vote !== null && typeof vote === 'object' && 'by' in vote && typeof vote.by === 'string' ? [vote.by] : [],
  );
  return { outcome, by: voters, isAutomatic: automatic === true };
}
