import { err, ok, type Result } from '../../base/index.ts';

/** What a pattern says, as a tree. */
export type PatternNode =
  | { readonly kind: 'empty' }
  /** One character that the class takes; `\u{…}` classes of the engine test a single character, so nothing can backtrack. */
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'group'; readonly index: number | null; readonly body: PatternNode }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly minimum: number;
      readonly maximum: number;
      readonly isLazy: boolean;
    };

export interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

const maximumRepeats = 1000;

/** Reads XPath's regular expressions (F&O §5.6.1) but for back-references; an error says what is wrong in words. */
export function readPatternTree(text: string, flags: Flags): Result<{ root: PatternNode; groups: number }, string> {
  const reader = new PatternReader(text, flags);
  try {
    return ok({ root: reader.readAll(), groups: reader.groups });
  } catch (error) {
    if (error instanceof PatternError || error instanceof SyntaxError) {
      return err(error instanceof PatternError ? error.message : 'holds a class that cannot be read');
    }
    throw error;
  }
}

class PatternError extends Error {}

class PatternReader {
  groups = 0;
  private at = 0;
  private depth = 0;
  private readonly letters: readonly string[];
  private readonly flags: Flags;

  constructor(text: string, flags: Flags) {
    this.letters = [...text];
    this.flags = flags;
  }

  readAll(): PatternNode {
    const root = this.choice();
    if (this.at < this.letters.length) throw new PatternError('closes a group that is not open');
    return root;
  }

  private get next(): string | undefined {
    return this.letters[this.at];
  }

  private choice(): PatternNode {
    if (++this.depth > 50) throw new PatternError('nests too deep');
    const parts = [this.sequence()];
    while (this.next === '|') {
      this.at++;
      parts.push(this.sequence());
    }
    this.depth--;
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') parts.push(this.repeated(this.atom()));
    return parts.length === 0 ? { kind: 'empty' } : { kind: 'sequence', parts };
  }

  private repeated(body: PatternNode): PatternNode {
    const rest = this.letters.slice(this.at, this.at + 20).join('');
    const [found, sign, from, comma, to, lazy] = /^(?:([*+?])|\{(\d{1,6})(?:(,)(\d{1,6})?)?\})(\?)?/.exec(rest) ?? [];
    if (found === undefined) {
      if (this.next === '{') throw new PatternError('holds a "{" that repeats nothing; write \\{');
      return body;
    }
    this.at += found.length;
    const minimum = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
    const without = sign === '?' ? 1 : Number.POSITIVE_INFINITY;
    const maximum = sign !== undefined ? without : comma === undefined ? minimum : to === undefined ? without : Number(to);
    if (minimum > maximumRepeats || (Number.isFinite(maximum) && maximum > maximumRepeats) || minimum > maximum)
      throw new PatternError(`repeats other than 0 to ${maximumRepeats} times, from low to high`);
    return this.onceOnly({ kind: 'repeat', body, minimum, maximum, isLazy: lazy !== undefined });
  }

  private onceOnly(node: PatternNode): PatternNode {
    if (this.next !== undefined && '*+?{'.includes(this.next)) throw new PatternError('repeats a repetition');
    return node;
  }

  private atom(): PatternNode {
    const letter = this.letters[this.at++] ?? '';
    switch (letter) {
      case '(':
        return this.group();
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'one', takes: this.flags.dotAll ? () => true : (found) => found !== '\n' && found !== '\r' };
      case '[':
        return this.one(this.characterClass());
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        throw new PatternError(`holds a "${letter}" that stands for nothing; write \\${letter}`);
      default:
        return this.literal(letter);
    }
  }

  private literal(letter: string): PatternNode {
    if (!this.flags.ignoreCase) return { kind: 'one', takes: (found) => found === letter };
    const folded = letter.toLowerCase();
    return { kind: 'one', takes: (found) => found.toLowerCase() === folded };
  }

  private group(): PatternNode {
    let index: number | null = null;
    if (this.next === '?') {
      if (this.letters[this.at + 1] !== ':') throw new PatternError('holds a "(?" other than "(?:"');
      this.at += 2;
    } else index = ++this.groups;
    const body = this.choice();
    if (this.letters[this.at++] !== ')') throw new PatternError('leaves a group open');
    return { kind: 'group', index, body };
  }

  private one(characterClass: string): PatternNode {
    const expression = new RegExp(`^${characterClass}$`, this.flags.ignoreCase ? 'vi' : 'v');
    return { kind: 'one', takes: (found) => expression.test(found) };
  }

  private escape(): PatternNode {
    const letter = this.next ?? '';
    if (/\d/.test(letter)) throw new PatternError('holds a back-reference, which is not supported');
    const text = this.classEscape();
    if (/^[a-zA-Z]$/.test(letter)) return this.one(text);
    return this.literal(letter);
  }

  /** After a backslash: what the engine's own classes call it. */
  private classEscape(): string {
    const letter = this.letters[this.at++] ?? '';
    if (letter === 'p' || letter === 'P') {
      const end = this.letters.indexOf('}', this.at);
      const name = this.letters.slice(this.at + 1, end).join('');
      if (this.next !== '{' || !/^[A-Za-z]{1,30}$/.test(name)) throw new PatternError('holds an unknown \\p{…}');
      this.at = end + 1;
      return `\\${letter}{${name}}`;
    }
    if ('nrtdDsSwW'.includes(letter) && letter !== '') return named[letter] ?? `\\${letter}`;
    if (letter === 'i') return '[\\p{L}_:]';
    if (letter === 'c') return '[\\p{L}\\p{N}_:.\\-]';
    if (letter === '' || /[\p{L}\p{N}]/u.test(letter)) throw new PatternError(`holds an unknown escape "\\${letter}"`);
    return quoted(letter);
  }

  /** After the `[`: a class with ranges, escapes and `-[…]`, in the engine's set notation. */
  private characterClass(): string {
    if (++this.depth > 50) throw new PatternError('nests too deep');
    const isNegated = this.next === '^';
    if (isNegated) this.at++;
    const items: string[] = [];
    let without = '';
    for (;;) {
      const letter = this.letters[this.at++];
      if (letter === undefined) throw new PatternError('leaves a class open');
      if (letter === ']') break;
      if (letter === '-' && this.next === '[') {
        this.at++;
        without = this.characterClass();
        if (this.letters[this.at++] !== ']') throw new PatternError('leaves a class open');
        break;
      }
      if (letter === '[') throw new PatternError('holds a "[" in a class; write \\[');
      const from = letter === '\\' ? this.classEscape() : quoted(letter);
      const isRange = this.next === '-' && !['[', ']', undefined].includes(this.letters[this.at + 1]);
      if (!isRange) {
        items.push(from);
        continue;
      }
      this.at++;
      const end = this.letters[this.at++] ?? '';
      items.push(`${from}-${end === '\\' ? this.classEscape() : quoted(end)}`);
    }
    this.depth--;
    if (items.length === 0) throw new PatternError('holds an empty class');
    const set = `[${isNegated ? '^' : ''}${items.join('')}]`;
    return without === '' ? set : `[${set}--${without}]`;
  }
}

const named: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
};

/** A character as itself in the engine's notation. */
const quoted = (letter: string): string => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`;
