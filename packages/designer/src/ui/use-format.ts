import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { useAppearance } from './appearance.ts';
import { createFormat, type Format, spanParts } from './format.ts';

/** The zone of whoever is signed in; the browser's own until one is chosen. */
export const useTimeZone = create<{ timeZone: string | undefined }>(() => ({ timeZone: undefined }));

/** A span of time in words, of two parts at most: `1 h 25 min`, `19 h`. */
export type FormatSpan = (ms: number) => string;

/** The formatters of this reader. `span` words a duration. */
export function useFormat(): Format & { readonly span: FormatSpan } {
  const language = useAppearance((state) => state.language);
  const timeZone = useTimeZone((state) => state.timeZone);
  const { t } = useTranslation('shell');
  return useMemo(
    () => ({
      ...createFormat({ language, timeZone, now: Date.now }),
      span: (ms) => {
        const [first = '', second] = spanParts(ms).map(({ unit, count }) => t(`span.${unit}`, { count }));
        return second === undefined ? first : t('span.both', { first, second });
      },
    }),
    [language, timeZone, t],
  );
}
