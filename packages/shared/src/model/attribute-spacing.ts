/**
 * Takes out the white space that XML allows around an attribute's `=`, which the parser takes for a missing value.
 *
 * Shape: it goes behind the value, so that later lines keep their numbers.
 * Cost: one pass, whatever the document; a document that is cut off is left as it is from there on.
 */
export function tightenAttributes(xml: string): string {
  if (!/=\s+["']|\s=\s*["']/.test(xml)) return xml;
  const pieces: string[] = [];
  let at = 0;
  for (let start = xml.indexOf('<'); start >= 0; start = xml.indexOf('<', at)) {
    const closing = closingOf(xml, start);
    const end = closing === undefined ? endOfTag(xml, start) : endOf(xml, closing, start);
    if (end < 0) break;
    pieces.push(xml.slice(at, start), closing === undefined ? tighten(xml.slice(start, end)) : xml.slice(start, end));
    at = end;
  }
  return pieces.join('') + xml.slice(at);
}

/** What ends a piece that is no tag. */
function closingOf(xml: string, start: number): string | undefined {
  if (xml.startsWith('<!--', start)) return '-->';
  if (xml.startsWith('<![CDATA[', start)) return ']]>';
  return xml.startsWith('<!', start) || xml.startsWith('<?', start) ? '>' : undefined;
}

function endOf(xml: string, closing: string, start: number): number {
  const found = xml.indexOf(closing, start);
  return found < 0 ? -1 : found + closing.length;
}

const quotes = /["'>]/g;

/** The place behind the tag's `>`, which may stand in values too; -1 where there is none. */
function endOfTag(xml: string, start: number): number {
  quotes.lastIndex = start;
  for (let found = quotes.exec(xml); found; found = quotes.exec(xml)) {
    if (found[0] === '>') return quotes.lastIndex;
    const closed = xml.indexOf(found[0], quotes.lastIndex);
    if (closed < 0) return -1;
    quotes.lastIndex = closed + 1;
  }
  return -1;
}

/** A value, or a sign with the space around it. */
const signs = /"[^"]*"|'[^']*'|\s*=\s*|\s+|[^\s"'=]+/g;

function tighten(tag: string): string {
  let space = '';
  return tag.replace(signs, (piece) => {
    if (/^\s*=/.test(piece)) {
      space = piece.replace('=', '');
      return '=';
    }
    if (!/^["']/.test(piece) || space === '') return piece;
    const moved = piece + space;
    space = '';
    return moved;
  });
}
