/** Documents that were replaced as a whole: undo goes on behind the first change of what was imported. */
export interface DocumentHistory {
  /** Notes that `before` was replaced. */
  replaced(before: string): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Goes back: takes what stands now, answers what stood before. */
  undo(now: string): string | undefined;
  redo(now: string): string | undefined;
  /** A new change: what was undone cannot be redone any more. */
  forgetUndone(): void;
}

export function createDocumentHistory(): DocumentHistory {
  const before: string[] = [];
  const after: string[] = [];
  return {
    replaced(document) {
      before.push(document);
      after.length = 0;
    },
    canUndo: () => before.length > 0,
    canRedo: () => after.length > 0,
    undo(now) {
      const document = before.pop();
      if (document !== undefined) after.push(now);
      return document;
    },
    redo(now) {
      const document = after.pop();
      if (document !== undefined) before.push(now);
      return document;
    },
    forgetUndone() {
      after.length = 0;
    },
  };
}
