import { type ElementView, Parser } from 'saxen';

interface Tag {
  readonly name: string;
  readonly attributes: string[];
  readonly children: Tag[];
  text: string;
}

/** Texts that say the same: numbers by value, white space at the ends not at all. */
const canonicalText = (text: string) => {
  const trimmed = text.trim().replace(/\r\n?/g, '\n');
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(trimmed) && String(Number(trimmed)).length < 16
    ? String(Number(trimmed))
    : trimmed;
};

const xsiType = '{http://www.w3.org/2001/XMLSchema-instance}type';

/** Types that the schema gives to where they stand (a waypoint is a point), or that moddle takes as said by the tag. */
const impliedTypes = new Set(['Point', 'tFormalExpression']);

/** `formalExpression` stands in the schema's substitution group of `expression`: both say the same element. */
const substituted = (name: string) => name.replace(/}formalExpression$/, '}expression');

/**
 * What a document says, as sorted lines: every element with its path, attributes and text.
 *
 * Names are taken with their namespace, not their prefix; children are compared as a set below their parent, as
 * moddle groups them by the schema's order. An attribute of its element's own namespace counts as an unprefixed one:
 * moddle writes it so, which is the one known deviation of a round trip.
 */
export function canonicalXml(xml: string): string[] {
  const root: Tag = { name: '', attributes: [], children: [], text: '' };
  const open = [root];
  const parser = new Parser({ proxy: true });
  const addText = (text: string) => {
    const tag = open.at(-1);
    if (tag) tag.text += text;
  };
  parser.ns({});
  parser.on('openTag', (element: ElementView, decode: (text: string) => string) => {
    const expand = (name: string, isAttribute: boolean) => {
      const [prefix, local] = name.includes(':') ? name.split(':') : [isAttribute ? '' : 'xmlns', name];
      const uri = prefix === '' ? '' : (element.ns[`${prefix}$uri`] ?? prefix);
      return `{${uri}}${local}`;
    };
    const own = expand(element.name, false).replace(/}.*/, '}');
    const attribute = (name: string, value: string) => {
      if (/^xmlns(:|$)|schemaLocation$/.test(name)) return [];
      const expanded = expand(name, true);
      if (expanded === xsiType)
        return impliedTypes.has(value.replace(/^.*:/, '')) ? [] : [`${xsiType}=${value.replace(/^.*:/, '')}`];
      return [`${expanded.startsWith(own) ? `{}${expanded.slice(own.length)}` : expanded}=${canonicalText(value)}`];
    };
    const tag: Tag = {
      name: substituted(expand(element.name, false)),
      attributes: [...new Set(Object.entries(element.attrs).flatMap(([name, value]) => attribute(name, decode(value))))].sort(),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(tag);
    open.push(tag);
  });
  parser.on('text', (text, decode) => addText(decode(text)));
  parser.on('cdata', (text) => addText(text));
  parser.on('closeTag', () => open.pop());
  parser.parse(withoutSpacedSigns(xml));
  return root.children.flatMap(write);
}

/** The parser takes no white space around the `=` of an attribute, which XML allows. */
const withoutSpacedSigns = (xml: string): string =>
  xml.replace(/<\w(?:[^<>"']|"[^"]*"|'[^']*')*>/g, (tag) =>
    tag.replace(/("[^"]*"|'[^']*')|\s*=\s*/g, (piece, value: string | undefined) => value ?? piece.trim()),
  );

function write(tag: Tag): string[] {
  const head = `${tag.name} ${tag.attributes.join(' ')} ${canonicalText(tag.text)}`.trim();
  return [
    head,
    ...tag.children
      .map(write)
      .sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1))
      .flat()
      .map((line) => `  ${line}`),
  ];
}
