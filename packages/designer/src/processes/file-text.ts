/** BPMN files come in many encodings; the XML declaration names which. */

const declared = (head: string): string | undefined => /<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];

const byteOrderMark = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** The text of an XML file, decoded as its byte order mark or its declaration says; UTF-8 where neither does. */
export function decodeXml(bytes: Uint8Array): string {
  const mark = byteOrderMark(bytes);
  if (mark) return new TextDecoder(mark).decode(bytes);
  const label = declared(new TextDecoder('latin1').decode(bytes.subarray(0, 200)));
  try {
    return new TextDecoder(label ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

/** A name for a process that its file does not name: the file's, without its ending. */
export const nameFromFile = (file: string): string =>
  file
    .replace(/\.(bpmn2?0?|xml)$/i, '')
    .replace(/[_]+/g, ' ')
    .trim() || file;
