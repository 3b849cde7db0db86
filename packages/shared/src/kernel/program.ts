/**
 * A compiled process: frozen plain data, named by its hash.
 */
export interface Program {
  /** SHA-256 of the canonical JSON of everything else here. */
  readonly hash: string;
  readonly processId: string;
  readonly name?: string;
}
