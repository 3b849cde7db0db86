/** What is played: which decisions were taken, one turn after another, and what was seen of each. */

/** An element, by its number in the program, and in which runs of the loops around it (1, 2 …), the outermost first. */
export interface Place {
  readonly element: number;
  readonly runs: readonly number[];
}

/** Something from outside: work is done, an event happens, work throws an error. */
export type Act =
  | { readonly do: 'complete' | 'occur'; readonly at: Place }
  | { readonly do: 'throw'; readonly at: Place; readonly code: string };

/** Which flows, by their numbers, a token takes where conditions decide. */
export interface Choice {
  readonly at: Place;
  readonly flows: readonly number[];
}

/** What happened in a turn and where tokens stand after it: sorted texts, the order within a turn does not count. */
export interface Sight {
  /** `entered 3`, `completed 3@1`, `taken 5`: the number of an element or a flow, the runs behind `@`. */
  readonly seen: readonly string[];
  /** Where a token stands: `3`, `3@1`. */
  readonly open: readonly string[];
}

export interface Turn {
  /** Absent in the first turn, which is the start. */
  readonly act?: Act;
  /** In the order in which they are asked for, at each place. */
  readonly choices: readonly Choice[];
  readonly sight: Sight;
  /** Places of elements that were taken away before they were complete. */
  readonly terminated: readonly string[];
  /** An error (or escalation) was thrown that nothing caught, that several events fit, or that one catches again. */
  readonly error?: 'uncaught' | 'ambiguous' | 'again';
}

export interface Path {
  readonly turns: readonly Turn[];
  /** `stuck`: tokens are left and nothing can happen; `cut`: longer than it may be; `runaway`: a loop without a wait. */
  readonly end: 'completed' | 'failed' | 'stuck' | 'cut' | 'runaway';
}

export type Happening = 'entered' | 'completed' | 'taken';

export const placeText = ({ element, runs }: Place): string =>
  runs.length === 0 ? `${element}` : `${element}@${runs.join('.')}`;
export const seenText = (what: Happening, index: number, runs: readonly number[]): string =>
  `${what} ${placeText({ element: index, runs })}`;

/** Reads what `seenText` and `placeText` write; a place alone has no `what`. */
export function readText(text: string): { readonly what?: Happening; readonly index: number; readonly runs: string } {
  const [, what, index, runs = ''] = /^(?:(entered|completed|taken) )?(\d+)(?:@(.+))?$/.exec(text) ?? [];
  return { index: Number(index), runs, ...(what === undefined ? {} : { what: what as Happening }) };
}
