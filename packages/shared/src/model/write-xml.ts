import { withDanglingReferences } from './kept-references.ts';
import { createModdle } from './moddle.ts';
import { isModdleElement } from './moddle-element.ts';
import type { Model } from './model.ts';
import { unmarkTagsWithoutNamespace } from './no-namespace.ts';

/**
 * Writes a model's document as BPMN 2.0 XML, with everything in it that this room does not understand.
 *
 * Errors: throws a TypeError when the model has no document, which only a refused file gives.
 */
export async function writeXml(model: Pick<Model, 'document'>): Promise<string> {
  const { document } = model;
  if (!isModdleElement(document)) throw new TypeError('writeXml: expected a model that was read from a document');
  const { xml } = await withDanglingReferences(document, () => createModdle().toXML(document, { format: true }));
  return unmarkTagsWithoutNamespace(xml);
}
