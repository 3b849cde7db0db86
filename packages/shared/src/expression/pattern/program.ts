import type { PatternNode } from './syntax.ts';

/** One instruction; a thread that comes to it goes on as it says. */
export type Instruction =
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' | 'match' }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'jump'; readonly to: number }
  /** Tries the first before the second. */
  | { readonly kind: 'split'; readonly first: number; readonly second: number };

export const maximumInstructions = 2000;

/** Lays a pattern out as a list of instructions; undefined where there would be too many. */
export function toProgram(root: PatternNode): Instruction[] | undefined {
  const program: Instruction[] = [];
  return write(root, program) && program.push({ kind: 'match' }) ? program : undefined;
}

function write(node: PatternNode, program: Instruction[]): boolean {
  if (program.length > maximumInstructions) return false;
  switch (node.kind) {
    case 'empty':
      return true;
    case 'one':
    case 'start':
    case 'end':
      return program.push(node) > 0;
    case 'group': {
      if (node.index === null) return write(node.body, program);
      program.push({ kind: 'save', slot: node.index * 2 });
      return write(node.body, program) && program.push({ kind: 'save', slot: node.index * 2 + 1 }) > 0;
    }
    case 'sequence':
      return node.parts.every((part) => write(part, program));
    case 'choice':
      return writeChoice(node.parts, program);
    case 'repeat':
      return writeRepeat(node, program);
  }
}

function writeChoice(parts: readonly PatternNode[], program: Instruction[]): boolean {
  const exits: number[] = [];
  for (const [index, part] of parts.entries()) {
    const split = index < parts.length - 1 ? program.push({ kind: 'match' }) - 1 : undefined;
    if (!write(part, program)) return false;
    if (split === undefined) continue;
    exits.push(program.push({ kind: 'match' }) - 1);
    program[split] = { kind: 'split', first: split + 1, second: program.length };
  }
  for (const exit of exits) program[exit] = { kind: 'jump', to: program.length };
  return true;
}

type Repeat = Extract<PatternNode, { kind: 'repeat' }>;

function writeRepeat({ body, minimum, maximum, isLazy }: Repeat, program: Instruction[]): boolean {
  for (let n = 0; n < minimum; n++) if (!write(body, program)) return false;
  const split = (from: number, inside: number, after: number): void => {
    program[from] = isLazy ? { kind: 'split', first: after, second: inside } : { kind: 'split', first: inside, second: after };
  };
  if (maximum === Number.POSITIVE_INFINITY) {
    const from = program.push({ kind: 'match' }) - 1;
    if (!write(body, program)) return false;
    program.push({ kind: 'jump', to: from });
    split(from, from + 1, program.length);
    return true;
  }
  const open: number[] = [];
  for (let n = minimum; n < maximum; n++) {
    open.push(program.push({ kind: 'match' }) - 1);
    if (!write(body, program)) return false;
  }
  for (const from of open) split(from, from + 1, program.length);
  return true;
}
