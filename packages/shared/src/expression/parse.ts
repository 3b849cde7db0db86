import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import type { Tree } from '@lezer/common';
import { err, ok, type Result } from '../base/index.ts';
import { Reader } from './reader.ts';
import { canonicalName, Names } from './scope.ts';
import { maximumDepth, Refusal } from './syntax.ts';
import type { Expression, ExpressionError } from './tree.ts';

const maximumLength = 4_000;
/** A text up to this length is read to its end, whatever is wrong in it. */
const forgivenLength = 300;
const forgivenBehind = 40;

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
  if (!tree) return err([{ code: 'syntax', message: 'A name was not expected here.', from: 0, to: text.length }]);
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

/**
 * The tree; undefined where the grammar's own tracking of names throws, as it does on some texts that are no expressions.
 *
 * A long text is read as far as it is one, and a little on: reading on behind what is wrong costs its square, and says
 * nothing more.
 */
function toTree(source: string, names: readonly string[]): Tree | undefined {
  const known = Object.fromEntries(names.filter((name) => needsKnowing.test(name)).map((name) => [canonicalName(name), null]));
  const configured = parser.configure({ top: 'Expression', dialect: 'camunda', contextTracker: trackVariables(known) });
  try {
    if (source.length <= forgivenLength) return configured.parse(source);
    return configured.configure({ strict: true }).parse(source);
  } catch (error) {
    const [, at] = /^No parse at (\d+)$/.exec(error instanceof Error ? error.message : '') ?? [];
    if (at === undefined) return undefined;
    try {
      return configured.parse(source.slice(0, Number(at) + forgivenBehind));
    } catch {
      return undefined;
    }
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
