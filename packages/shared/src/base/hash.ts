import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Hashes text (UTF-8) or bytes with SHA-256, as lower-case hex; synchronous, the same in Node and in browsers. */
export const sha256Hex = (content: string | Uint8Array): string =>
  bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
