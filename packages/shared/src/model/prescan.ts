/// <reference path="./saxen.d.ts" />
import { Parser } from 'saxen';
import type { Problem } from '../base/index.ts';
import { tightenAttributes } from './attribute-spacing.ts';

/** What a document may have before anything heavier than a scan looks at it. */
export interface PrescanLimits {
  readonly characters: number;
  readonly elements: number;
  readonly depth: number;
  readonly attributesPerElement: number;
}

/** The limits that hold where the caller gives none. */
export const defaultPrescanLimits: PrescanLimits = {
  characters: 10_000_000,
  elements: 50_000,
  depth: 100,
  attributesPerElement: 200,
};

const omgNamespaces = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DD/20100524/DI': 'di',
  'http://www.omg.org/spec/DD/20100524/DC': 'dc',
};

/** An element that is not closed yet. */
interface Open {
  readonly name: string;
  /** Tags of which there may be one, seen in it. */
  readonly once: Set<string>;
  hasTags: boolean;
  hasText: boolean;
}

/** Tags that stand in an element of BPMN at most once: of two, the parser keeps the last. */
const onlyOnce: ReadonlySet<string> = new Set(
  [
    'extensionElements ioSpecification conditionExpression condition script text completionCondition loopCardinality',
    'loopCondition activationCondition timeDate timeDuration timeCycle childLaneSet inputDataItem outputDataItem',
    'multiInstanceLoopCharacteristics standardLoopCharacteristics from to transformation targetRef messagePath dataPath',
    'resourceAssignmentExpression formalExpression expression',
  ].flatMap((names) => names.split(' ').map((name) => `bpmn:${name}`)),
);

/** Codes after which the document must not be parsed at all. */
const refusals = new Set(['document-too-large', 'doctype-refused', 'too-many-elements', 'too-deep', 'too-many-attributes']);

/** Tells whether a problem of `prescan` means that the document must not be parsed. */
export const isRefusal = (problem: Problem): boolean => refusals.has(problem.code);

/**
 * Scans a document in one pass, without building a tree, for what makes it dangerous or unreadable.
 *
 * BPMN's parser only warns about a DOCTYPE or a duplicate id, and takes time quadratic in unknown tags.
 * Cost: linear in the document, and ends at the first refusal.
 */
export function prescan(xml: string, limits: Partial<PrescanLimits> = {}): Problem[] {
  const allowed = { ...defaultPrescanLimits, ...limits };
  if (xml.length > allowed.characters) return [tooMuch('document-too-large', 'characters', allowed.characters, xml.length)];

  const problems: Problem[] = [];
  const ids = new Set<string>();
  const open: Open[] = [];
  let elements = 0;
  const parser = new Parser();
  const refuse = (problem: Problem) => {
    problems.push(problem);
    parser.stop();
  };

  parser.ns(omgNamespaces);
  parser.on('attention', (declaration) => {
    if (/^<!DOCTYPE/i.test(declaration)) refuse(doctypeRefused);
  });
  parser.on('openTag', (name, attributesOf, _decode, _isClosed, contextOf) => {
    elements += 1;
    const parent = open.at(-1);
    if (parent) {
      parent.hasTags = true;
      if (parent.name.startsWith('bpmn:') && onlyOnce.has(name)) {
        if (parent.once.has(name)) problems.push(twice(name, contextOf()));
        parent.once.add(name);
      }
    }
    open.push({ name, once: new Set(), hasTags: false, hasText: false });
    if (elements > allowed.elements) return refuse(tooMuch('too-many-elements', 'elements', allowed.elements));
    if (open.length > allowed.depth) return refuse(tooMuch('too-deep', 'nested elements', allowed.depth));
    const attributes = attributesOf();
    const count = Object.keys(attributes).length;
    if (count > allowed.attributesPerElement)
      return refuse(tooMuch('too-many-attributes', 'attributes on one element', allowed.attributesPerElement, count));
    const { id } = attributes;
    if (!id || !/^(bpmn|bpmndi|di|dc):/.test(name)) return;
    if (ids.has(id)) problems.push(duplicateId(id, name));
    ids.add(id);
  });
  parser.on('text', (text) => {
    const parent = open.at(-1);
    if (parent && /\S/.test(text)) parent.hasText = true;
  });
  parser.on('closeTag', () => {
    const closed = open.pop();
    if (closed?.hasTags && closed.hasText) problems.push(mixed(closed.name));
  });
  parser.on('error', (error, contextOf) => problems.push(malformed('error', error, contextOf())));
  parser.on('warn', (warning, contextOf) => problems.push(malformed('warning', warning, contextOf())));
  parser.parse(tightenAttributes(xml));
  return problems;
}

const doctypeRefused: Problem = {
  code: 'doctype-refused',
  severity: 'error',
  message: 'The document declares a DOCTYPE, which a BPMN file never needs and which can reach outside the file.',
  hint: 'Remove the <!DOCTYPE …> line and import the file again.',
};

const tooMuch = (code: string, what: string, limit: number, found?: number): Problem => ({
  code,
  severity: 'error',
  message: `The document may have at most ${limit} ${what}${found === undefined ? '; it has more' : `; it has ${found}`}.`,
  hint: 'Split the model into several processes that call each other, or import a smaller file.',
  params: { limit, ...(found === undefined ? {} : { found }) },
});

const duplicateId = (id: string, name: string): Problem => ({
  code: 'duplicate-id',
  severity: 'error',
  elementId: id,
  field: 'id',
  message: `Ids must be unique in a document; "${id}" is used again by <${name}>, which is not read and would be lost.`,
  hint: 'Give one of the two elements another id, and change what refers to it.',
  params: { id },
});

/** The parser keeps the second and forgets the first. */
const twice = (tag: string, { line }: { readonly line: number }): Problem => ({
  code: 'content-not-read',
  severity: 'error',
  message: `Line ${line + 1}: <${tag}> could not be read and would be lost: it may stand there once, and stands there again.`,
  hint: 'Put the two together into one, and import the file again.',
  params: { line: line + 1, tag: `<${tag}>`, reason: 'it may stand there once, and stands there again' },
});

const mixed = (tag: string): Problem => ({
  code: 'mixed-content',
  severity: 'warning',
  message: `Text and tags stand mixed in <${tag}>; when the file is written, the text comes first and the tags behind it.`,
  hint: 'Write the tags as text (&lt; for <) where they belong to it, or put the text into a tag of its own.',
  params: { tag: `<${tag}>` },
});

const malformed = (
  severity: 'error' | 'warning',
  error: Error,
  { line, column }: { readonly line: number; readonly column: number },
): Problem => ({
  code: 'malformed-xml',
  severity,
  message: `The document is not well-formed XML at line ${line + 1}, column ${column + 1}: ${error.message}.`,
  hint: 'Export the file again from the tool that made it, or repair it at that place.',
  params: { line: line + 1, column: column + 1, reason: error.message },
});
