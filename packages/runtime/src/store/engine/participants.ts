/** Who has part in a case: new ones are kept until the batch is written. */
import type { Connection } from '../connection.ts';
import type { Unwritten } from '../unwritten.ts';

/** Subjects by case. */
type Joined = Map<string, Set<string>>;

export class ParticipantBatch implements Unwritten {
  private readonly connection: Connection;
  private readonly batch: Joined = new Map();
  private readonly command: Joined = new Map();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  add(instanceId: string, subjects: readonly string[]): void {
    if (subjects.length > 0) join(this.command, instanceId, subjects);
  }

  /** Those of a case that SQL may not see yet. */
  of(instanceId: string): readonly string[] {
    return [...(this.batch.get(instanceId) ?? []), ...(this.command.get(instanceId) ?? [])];
  }

  keep(): void {
    for (const [instanceId, subjects] of this.command) join(this.batch, instanceId, subjects);
    this.command.clear();
  }
  forget(): void {
    this.command.clear();
  }
  write(part: 'batch' | 'command'): void {
    for (const [instanceId, subjects] of this[part])
      for (const subject of subjects)
        this.connection.run('INSERT OR IGNORE INTO participants (instanceId, subject) VALUES (?, ?)', [instanceId, subject]);
    this[part].clear();
  }
  end(): void {
    this.batch.clear();
    this.command.clear();
  }
}

function join(joined: Joined, instanceId: string, subjects: Iterable<string>): void {
  const known = joined.get(instanceId);
  if (!known) joined.set(instanceId, new Set(subjects));
  else for (const subject of subjects) known.add(subject);
}
