/// <reference path="./saxen.d.ts" />
import { Parser } from 'saxen';
import type { Problem } from '../base/index.ts';

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
  let elements = 0;
  let depth = 0;
  const parser = new Parser();
  const refuse = (problem: Problem) => {
    problems.push(problem);
    parser.stop();
  };

  parser.ns(omgNamespaces);
  parser.on('attention', (declaration) => {
    if (/^<!DOCTYPE/i.test(declaration)) refuse(doctypeRefused);
  });
  parser.on('openTag', (name, attributesOf) => {
    elements += 1;
    depth += 1;
    if (elements > allowed.elements) return refuse(tooMuch('too-many-elements', 'elements', allowed.elements));
    if (depth > allowed.depth) return refuse(tooMuch('too-deep', 'nested elements', allowed.depth));
    const attributes = attributesOf();
    const count = Object.keys(attributes).length;
    if (count > allowed.attributesPerElement)
      return refuse(tooMuch('too-many-attributes', 'attributes on one element', allowed.attributesPerElement, count));
    const { id } = attributes;
    if (!id || !/^(bpmn|bpmndi|di|dc):/.test(name)) return;
    if (ids.has(id)) problems.push(duplicateId(id, name));
    ids.add(id);
  });
  parser.on('closeTag', () => {
    depth -= 1;
  });
  parser.on('error', (error, contextOf) => problems.push(malformed('error', error, contextOf())));
  parser.on('warn', (warning, contextOf) => problems.push(malformed('warning', warning, contextOf())));
  parser.parse(xml);
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
  message: `Ids must be unique in a document; "${id}" is used again by <${name}>.`,
  hint: 'Give one of the two elements another id, and change what refers to it.',
  params: { id },
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
