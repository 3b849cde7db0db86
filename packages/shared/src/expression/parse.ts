import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import type { Tree } from '@lezer/common';
import { err, ok, type Result } from '../base/index.ts';
import { Reader } from './reader.ts';
import { canonicalName, Names } from './scope.ts';
import { maximumDepth, Refusal } from './syntax.ts';
import type { Expression, ExpressionError } from './tree.ts';

const maximumLength = 4_000;
/** Up to here a text that is none is read on behind what is wrong with it, which says best what was meant; that costs its square. */
const forgivenLength = 300;

/** What the author of an expression may rely on. */
export interface ParseOptions {
  /** Every variable there is; any other name is refused. A declared name may contain an operator (`a-b`). */
  readonly names?: readonly string[];
  /** Types by variable, as `fortnight:data` has them: the text of a date, dateTime, time or duration is read as one. */
  readonly types?: Readonly<Record<string, string>>;
}

/**
 * Parses a FEEL expression into plain data.
 *
 * Shape: a leading `=` is allowed.
 * Errors: each says what was found and where (offsets into `text`).
 */
export function parseExpression(text: string, options: ParseOptions = {}): Result<Expression, readonly ExpressionError[]> {
  if (text.length > maximumLength) {
    const message = `An expression has at most ${maximumLength} characters; this one has ${text.length}.`;
    return err([{ code: 'too-long', message, from: maximumLength, to: text.length }]);
  }
  const source = text.replace(/^(\s*)=/, '$1 ');
  if (source.trim() === '') return err([{ code: 'empty', message: 'An expression is missing.', from: 0, to: text.length }]);
  const deep = firstTooDeep(source);
  if (deep !== undefined) {
    const message = `An expression nests at most ${maximumDepth} deep.`;
    return err([{ code: 'too-deep', message, from: deep, to: deep + 1 }]);
  }
  const tree = toTree(source, options.names ?? Object.keys(options.types ?? {}));
  if ('failedAt' in tree) {
    const { failedAt: from, message } = tree;
    return err([{ code: 'syntax', message, from, to: text.length }]);
  }
  const names = new Names(options.names, options.types ?? {});
  try {
    const root = new Reader(source, names).readAll(tree.topNode);
    return ok({ text, reads: [...names.reads].sort(), root });
  } catch (refusal) {
    if (refusal instanceof Refusal) return err([refusal.error]);
    throw refusal;
  }
}

/** Other names are read as such without being known. */
const needsKnowing =
  /[^\p{L}\p{N}_ ]|\b(and|or|in|not|if|then|else|for|return|some|every|satisfies|between|instance|of|null|true|false|function|external)\b/u;

/** The tree, or where a text is none. */
function toTree(source: string, names: readonly string[]): Tree | { readonly failedAt: number; readonly message: string } {
  const known = Object.fromEntries(names.filter((name) => needsKnowing.test(name)).map((name) => [canonicalName(name), null]));
  const contextTracker = trackVariables(known);
  const strict = source.length > forgivenLength;
  const configured = parser.configure({ top: 'Expression', dialect: 'camunda', contextTracker, strict });
  try {
    return configured.parse(source);
  } catch (error) {
    const [, at] = /^No parse at (\d+)$/.exec(error instanceof Error ? error.message : '') ?? [];
    // The grammar's own tracking of names throws on some texts that are no expressions.
    if (at === undefined) return { failedAt: 0, message: 'A name was not expected here.' };
    const failedAt = Math.min(Number(at), source.length);
    const found = source.slice(failedAt, failedAt + 20);
    return {
      failedAt,
      message: found === '' ? 'The expression ends too early.' : `"${found}" was not expected, or a chain before it is too long.`,
    };
  }
}

/** Where more brackets are open than an expression may nest; asked before parsing, which they would slow down. */
function firstTooDeep(source: string): number | undefined {
  let open = 0;
  for (const { 0: found, index } of source.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|[([{]|[)\]}]/gs)) {
    if ('([{'.includes(found)) open++;
    else if (')]}'.includes(found)) open--;
    if (open > maximumDepth) return index;
  }
  return undefined;
}
