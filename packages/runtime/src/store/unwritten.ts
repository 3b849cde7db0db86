/**
 * What the commands of a batch changed and the tables do not have yet.
 *
 * The changes of the command that runs lie above those of the batch until it has answered: one that fails is forgotten
 * without SQLite having seen it.
 */
export interface Unwritten {
  /** The command answered: what it changed is the batch's. */
  keep(): void;
  /** The command failed; `wasSaved`: SQLite rolled back to what the batch had changed, all of which was written. */
  forget(wasSaved: boolean): void;
  /** Writes what the batch changed, or what the running command changed. */
  write(part: 'batch' | 'command'): void;
  /** The transaction is over. */
  end(isCommitted: boolean): void;
}

/** What the commands of a batch changed could not be written; `cause` says why. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten';
}
