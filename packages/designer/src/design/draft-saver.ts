/** Saves a draft a moment after it changed, one save at a time, and never over what somebody else saved. */

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string; readonly by: string | null }
  | { readonly kind: 'changed' }
  | { readonly kind: 'saving' }
  /** Somebody else saved meanwhile; nothing of either is lost. */
  | { readonly kind: 'conflict'; readonly etag: string; readonly at: string; readonly by: string | null }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What a save answers: where the draft stands now. */
export interface Saved {
  readonly etag: string;
  readonly savedAt: string;
  readonly savedBy: string | null;
}

interface DraftSaverOptions<Content> {
  readonly saved: Saved;
  readonly read: () => Promise<Content>;
  /** Rejects with what `conflictIn` recognizes when another draft stands. */
  readonly save: (content: Content, etag: string) => Promise<Saved>;
  readonly conflictIn: (error: unknown) => Saved | undefined;
  readonly onState: (state: SaveState) => void;
  readonly delayMs: number;
}

export interface DraftSaver {
  /** The draft changed; it is saved after a moment. */
  changed(): void;
  /** Saves now what is not saved; answers whether everything is. */
  flush(): Promise<boolean>;
  /** Goes on from another draft: one that was loaded, or the one that mine is to replace. */
  standOn(saved: Saved, isSaved: boolean): void;
  etag(): string;
  isSaved(): boolean;
  stop(): void;
}

export function createDraftSaver<Content>(options: DraftSaverOptions<Content>): DraftSaver {
  const { read, save, conflictIn, onState, delayMs } = options;
  let { etag } = options.saved;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let changes = 0;
  let savedChanges = 0;
  let isBlocked = false;
  let hasFailed = false;

  const tell = (state: SaveState) => onState(state);
  const run = async (): Promise<void> => {
    const at = changes;
    tell({ kind: 'saving' });
    try {
      const saved = await save(await read(), etag);
      etag = saved.etag;
      savedChanges = at;
      hasFailed = false;
      tell(changes === at ? { kind: 'saved', at: saved.savedAt, by: saved.savedBy } : { kind: 'changed' });
    } catch (error) {
      const standing = conflictIn(error);
      isBlocked = standing !== undefined;
      hasFailed = !isBlocked;
      tell(
        standing
          ? { kind: 'conflict', etag: standing.etag, at: standing.savedAt, by: standing.savedBy }
          : { kind: 'failed', error },
      );
    }
  };
  const start = (): Promise<void> => {
    clearTimeout(timer);
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      timer = undefined;
      await start();
      // What changed during the save, when its own wait found it running, is saved after it.
      if (changes > savedChanges && !isBlocked && !hasFailed && timer === undefined) wait();
    }, delayMs);
  };

  return {
    changed() {
      changes += 1;
      if (isBlocked) return;
      if (!running) tell({ kind: 'changed' });
      wait();
    },
    async flush() {
      clearTimeout(timer);
      timer = undefined;
      if (running) await running;
      if (changes > savedChanges && !isBlocked) await start();
      return changes === savedChanges;
    },
    standOn(saved, isSaved) {
      clearTimeout(timer);
      etag = saved.etag;
      isBlocked = false;
      if (isSaved) {
        savedChanges = changes;
        tell({ kind: 'saved', at: saved.savedAt, by: saved.savedBy });
      } else {
        changes += 1;
        wait();
      }
    },
    etag: () => etag,
    isSaved: () => changes === savedChanges,
    stop() {
      clearTimeout(timer);
    },
  };
}
