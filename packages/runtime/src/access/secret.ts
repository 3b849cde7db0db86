import { createHash, randomBytes } from 'node:crypto';

/** A random secret of 256 bits, safe in addresses; the prefix lets scanners recognise one that leaked. */
export const createSecret = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`;

/**
 * How a secret of ours is kept and looked up.
 *
 * A plain hash is enough: 256 random bits cannot be guessed, and looking up by the hash leaks no timing of the secret.
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const createId = (): string => randomBytes(12).toString('base64url');
