import { childTags, type ModdleElement } from './moddle-element.ts';

/** Stands for "no namespace" while moddle writes; moddle cannot write a tag without one below a default namespace. */
const prefix = 'fortnight-none';
const uri = 'urn:fortnight:none';

/** Marks generic tags that a document puts into no namespace (`xmlns=""`), so that they can be written back. */
export function markTagsWithoutNamespace(xml: string, root: ModdleElement): void {
  if (!/xmlns=(""|'')/.test(xml)) return;
  const queue = [root];
  for (let element = queue.pop(); element; element = queue.pop()) {
    const { $descriptor: descriptor } = element;
    if (descriptor.isGeneric && !descriptor.ns.uri) Object.assign(descriptor.ns, { prefix, uri });
    queue.push(...childTags(element));
  }
}

/** Takes the marks out of written XML again. */
export function unmarkTagsWithoutNamespace(xml: string): string {
  if (!xml.includes(uri)) return xml;
  return xml
    .replaceAll(` xmlns:${prefix}="${uri}"`, '')
    .replaceAll(`</${prefix}:`, '</')
    .replaceAll(new RegExp(`<${prefix}:([^\\s/>]+)`, 'g'), '<$1 xmlns=""');
}
