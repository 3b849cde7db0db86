/** Texts that may be plain: which of them are computed. */
import { holdsJuel } from '../../model/index.ts';

/** FEEL behind a `=`; or a `${…}` that is no FEEL, which the compiler is to refuse by name and never take for plain text. */
export const isComputed = (text: string): boolean => text.trimStart().startsWith('=') || holdsJuel(text);
