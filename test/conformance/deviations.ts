/** Where a document that is written differs from the one that was read, and may: each with its reason. */
interface Deviation {
  readonly reason: string;
  /** Whether these lines, which are gone, may stand as those, which are new. */
  readonly explains: (lost: readonly string[], gained: readonly string[]) => boolean;
}

const sameBut =
  (change: (line: string) => string) =>
  (lost: readonly string[], gained: readonly string[]): boolean =>
    lost.map(change).sort().join('\n') === gained.map(change).sort().join('\n');

export const deviations: readonly Deviation[] = [
  {
    reason: 'comments are not kept, and of the white space around one in a text only part is',
    explains: sameBut((line) => line.replace(/\s+/g, ' ').trim()),
  },
  {
    reason: 'an expression that stands where BPMN has a messagePath or dataPath is written by that name, which it lacked',
    explains: sameBut((line) => line.trim().replace(/}(messagePath|dataPath|expression)\b/, '}path')),
  },
];

/** Problems that say of a document that it would not be written as it was read. */
export const lossesTold: ReadonlySet<string> = new Set(['content-not-read', 'duplicate-id', 'mixed-content', 'malformed-xml']);
