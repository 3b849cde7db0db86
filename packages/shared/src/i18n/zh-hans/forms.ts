import type { forms as english } from '../en/forms.ts';
import type { Words } from '../words.ts';

export const forms: Words<typeof english> = {};
