/** Documents that lost something: attributes and whole tags are left out, whatever needed them. */

interface Tag {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly inside: (Tag | string)[];
}

/** Reads the tags of a document that is well formed; comments and processing instructions are not looked for. */
function parse(xml: string): readonly (Tag | string)[] {
  const root: Tag = { name: '', attributes: [], inside: [] };
  const open = [root];
  for (const [, text, end, name = '', attributes = '', alone] of xml.matchAll(
    /([^<]+)|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>/g,
  )) {
    const around = open.at(-1) ?? root;
    if (text !== undefined) around.inside.push(text);
    else if (end) open.pop();
    else {
      const tag: Tag = { name, attributes: attributes.match(/[\w:.-]+="[^"]*"/g) ?? [], inside: [] };
      around.inside.push(tag);
      if (!alone) open.push(tag);
    }
  }
  return root.inside;
}

/** Leaves out what `isLost` says, asked once for each attribute and each tag but the outer ones; namespaces stay. */
export function torn(xml: string, isLost: () => boolean): string {
  const write = (part: Tag | string, depth: number): string => {
    if (typeof part === 'string') return part;
    if (depth > 1 && isLost()) return '';
    const kept = part.attributes.filter((attribute) => /^xmlns|^targetNamespace/.test(attribute) || !isLost());
    return `<${[part.name, ...kept].join(' ')}>${part.inside.map((inner) => write(inner, depth + 1)).join('')}</${part.name}>`;
  };
  return parse(xml)
    .map((part) => write(part, 0))
    .join('');
}
