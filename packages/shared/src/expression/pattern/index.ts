/** XPath's regular expressions in time that grows with the text alone: threads over a program, nothing backtracks. */
import { err, ok, type Result } from '../../base/index.ts';
import type { Run } from '../run.ts';
import { type Instruction, maximumInstructions, toProgram } from './program.ts';
import { readPatternTree } from './syntax.ts';

export interface Pattern {
  readonly program: readonly Instruction[];
  readonly groups: number;
  readonly multiline: boolean;
}
interface Match {
  readonly start: number;
  readonly end: number;
  /** The whole match, then each group. */
  readonly groups: readonly (string | undefined)[];
}

const known = new Map<string, Result<Pattern, string>>();
const maximumKnown = 200;
/** Threads that count as one step. */
const threadsPerStep = 16;

/** Reads a pattern with the flags s, m, i and x; an error says what is wrong with it. */
export function readPattern(text: string, flags: string): Result<Pattern, string> {
  const key = `${flags}/${text}`;
  const kept = known.get(key);
  if (kept) return kept;
  const pattern = toPattern(text, flags);
  if (known.size >= maximumKnown) known.clear();
  known.set(key, pattern);
  return pattern;
}

function toPattern(text: string, flags: string): Result<Pattern, string> {
  if (!/^[smix]*$/.test(flags)) return err(`has the flags "${flags}"; expected s, m, i or x`);
  if (text.length > 1000) return err('is longer than 1000 characters');
  const multiline = flags.includes('m');
  const source = flags.includes('x') ? withoutSpace(text) : text;
  const tree = readPatternTree(source, { ignoreCase: flags.includes('i'), dotAll: flags.includes('s'), multiline });
  if (!tree.ok) return tree;
  const program = toProgram(tree.value.root);
  return program
    ? ok({ program, groups: tree.value.groups, multiline })
    : err(`needs more than ${maximumInstructions} instructions`);
}

/** Drops white space but in classes. */
function withoutSpace(text: string): string {
  let [kept, open] = ['', 0];
  const letters = [...text];
  for (const [index, letter] of letters.entries()) {
    const isEscaped = letters[index - 1] === '\\';
    if (letter === '[' && !isEscaped) open++;
    if (letter === ']' && !isEscaped) open--;
    if (open > 0 || !/[ \t\n\r]/.test(letter)) kept += letter;
  }
  return kept;
}

/** Finds the matches that do not overlap, from the left; at most so many. */
export function allMatches(run: Run, pattern: Pattern, input: string, most = Number.POSITIVE_INFINITY): Match[] {
  const matches: Match[] = [];
  for (let from = 0; from <= input.length && matches.length < most; ) {
    const saved = firstMatch(run, pattern, input, from);
    if (!saved) break;
    const [start = 0, end = 0] = saved;
    const groups = Array.from({ length: pattern.groups + 1 }, (_, index) => {
      const [first, last] = [saved[index * 2], saved[index * 2 + 1]];
      return first === undefined || last === undefined ? undefined : input.slice(first, last);
    });
    matches.push({ start, end, groups });
    run.spend(1);
    from = end > start ? end : end + ((input.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
  return matches;
}

type Saved = readonly (number | undefined)[];
interface Thread {
  readonly at: number;
  readonly saved: Saved;
}

/** The leftmost match from a place on, as the offsets of its groups. */
function firstMatch(run: Run, pattern: Pattern, input: string, from: number): Saved | undefined {
  let found: Saved | undefined;
  let threads: Thread[] = [];
  for (let place = from; place <= input.length; ) {
    const seen = new Set<number>();
    const live: Thread[] = [];
    for (const thread of threads) follow(pattern, input, place, thread, seen, live);
    if (!found) follow(pattern, input, place, { at: 0, saved: [place, undefined] }, seen, live);
    run.spend(1 / threadsPerStep + seen.size / threadsPerStep);
    const character = place < input.length ? String.fromCodePoint(input.codePointAt(place) ?? 0) : undefined;
    threads = [];
    for (const { at, saved } of live) {
      const instruction = pattern.program[at];
      if (instruction?.kind === 'match') {
        found = saved.with(1, place);
        break;
      }
      if (instruction?.kind === 'one' && character !== undefined && instruction.takes(character))
        threads.push({ at: at + 1, saved });
    }
    if (found && threads.length === 0) return found;
    place += character?.length ?? 1;
  }
  return found;
}

/** Goes on to where a thread waits for a character, in order of preference. */
function follow(pattern: Pattern, input: string, place: number, thread: Thread, seen: Set<number>, live: Thread[]): void {
  const stack = [thread];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { at, saved } = next;
    const instruction = pattern.program[at];
    if (!instruction || seen.has(at)) continue;
    seen.add(at);
    switch (instruction.kind) {
      case 'one':
      case 'match':
        live.push(next);
        break;
      case 'jump':
        stack.push({ at: instruction.to, saved });
        break;
      case 'split':
        stack.push({ at: instruction.second, saved }, { at: instruction.first, saved });
        break;
      case 'save': {
        const copy = [...saved];
        copy[instruction.slot] = place;
        stack.push({ at: at + 1, saved: copy });
        break;
      }
      default: {
        const neighbour = instruction.kind === 'start' ? input[place - 1] : input[place];
        if (neighbour === undefined || (pattern.multiline && neighbour === '\n')) stack.push({ at: at + 1, saved });
      }
    }
  }
}
