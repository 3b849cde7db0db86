/** The journal's new lines: kept until they are written, then numbered and chained in one go. */
import { genesis, type JournalRow, journalHash } from './chain.ts';
import type { Connection } from './connection.ts';
import type { Unwritten } from './unwritten.ts';

export interface NewJournalLine {
  /** `events` for a case's history, `comment`, `file`, or a kind of another room's, such as `process`. */
  readonly kind: string;
  /** The case, or the process, that it is about. */
  readonly subject: string;
  /** Epoch ms. */
  readonly at: number;
  /** The numbers of the first and last event, for `events`. */
  readonly fromSeq?: number;
  readonly toSeq?: number;
  /** JSON, or its text where that is made already. */
  readonly body: unknown;
}

type Line = Omit<JournalRow, 'position'>;

export class JournalLines implements Unwritten {
  private readonly connection: Connection;
  private batch: Line[] = [];
  private command: Line[] = [];
  /** The newest line that is written, once this transaction has looked. */
  private head: { readonly position: number; readonly hash: string } | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  append(line: NewJournalLine): void {
    const { kind, subject, at, fromSeq = null, toSeq = null } = line;
    const body = typeof line.body === 'string' ? line.body : JSON.stringify(line.body);
    this.command.push({ kind, subject, at, fromSeq, toSeq, body });
  }

  /** Has lines that SQL does not see. */
  get isUnwritten(): boolean {
    return this.command.length + this.batch.length > 0;
  }

  keep(): void {
    this.batch.push(...this.command);
    this.command = [];
  }
  forget(): void {
    this.command = [];
    this.head = undefined;
  }
  write(part: 'batch' | 'command'): void {
    const lines = this[part];
    this[part] = [];
    for (const line of lines) this.insert(line);
  }
  end(): void {
    this.batch = [];
    this.command = [];
    this.head = undefined;
  }

  private insert(line: Line): void {
    const before = this.head ?? this.newest();
    const position = before.position + 1;
    const { kind, subject, at, fromSeq, toSeq, body } = line;
    const hash = journalHash(before.hash, { position, ...line });
    this.connection.run(
      'INSERT INTO journal (position, kind, subject, at, fromSeq, toSeq, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [position, kind, subject, at, fromSeq, toSeq, body, hash],
    );
    this.head = { position, hash };
  }

  private newest(): { position: number; hash: string } {
    return (
      this.connection.get<{ position: number; hash: string }>(
        'SELECT position, hash FROM journal ORDER BY position DESC LIMIT 1',
      ) ?? { position: 0, hash: genesis }
    );
  }
}
