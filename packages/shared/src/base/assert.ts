/** A broken invariant of ours: never the author's, the caller's or the world's fault. */
export class Defect extends Error {
  override readonly name = 'Defect';
}

/** Throws a Defect unless the claim holds. */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Defect(message);
}

/** Marks a branch that the types rule out. */
export function assertNever(value: never): never {
  throw new Defect(`unexpected value: ${JSON.stringify(value)}`);
}
