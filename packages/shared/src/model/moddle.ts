/// <reference path="./bpmn-moddle.d.ts" />
import { BpmnModdle } from 'bpmn-moddle';
import { tightenAttributes } from './attribute-spacing.ts';
import { fortnightDescriptor } from './descriptor.ts';
import { declarePrefixes, ownPrefixes } from './kept-prefixes.ts';
import { rememberReferences } from './kept-references.ts';
import { keepNamedElements, keepUnknownTags, keepWrittenDefaults, readTypesWithoutPrefix } from './kept-types.ts';
import type { Moddle } from './moddle-interface.ts';
import { markTagsWithoutNamespace } from './no-namespace.ts';

/**
 * Makes a moddle instance keep what it would drop of a document, for `writeXml` to write back: tags and prefixes that it
 * does not know, references that lead nowhere, tags without a namespace, attributes with white space before their value.
 *
 * For whoever owns an instance with `fortnightDescriptor`, such as a canvas; call it once, before it reads.
 */
export function keepWhatIsWritten(moddle: Moddle): void {
  keepUnknownTags(moddle);
  readTypesWithoutPrefix(moddle);
  keepNamedElements(moddle);
  const read = moddle.fromXML.bind(moddle);
  moddle.fromXML = async (xml, ...options) => {
    const text = tightenAttributes(xml);
    const prefixes = ownPrefixes(text, moddle);
    moddle.config.nsMap = { ...prefixes };
    const parsed = await read(text, ...options);
    declarePrefixes(parsed.rootElement, prefixes);
    rememberReferences(parsed);
    markTagsWithoutNamespace(text, parsed.rootElement);
    return parsed;
  };
}

/** A moddle instance that knows BPMN 2.0.2 and the `fortnight:` extension, and loses nothing it can hold. */
export function createModdle(): Moddle {
  const moddle = new BpmnModdle({ fortnight: fortnightDescriptor });
  keepWrittenDefaults(moddle);
  keepWhatIsWritten(moddle);
  return moddle;
}
