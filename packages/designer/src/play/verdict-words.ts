import type { PlayVerdict } from '@fortnight/shared/simulation';
import { useTranslation } from 'react-i18next';
import type { Namer } from '../cases/index.ts';

/** Says what a test found, in one sentence. */
export function useVerdictWords(namer: Namer): (verdict: PlayVerdict) => string {
  const { t } = useTranslation('play');
  return (verdict) => {
    if (verdict.verdict === 'passes') return t('verdict.passes', { count: verdict.moves });
    if (verdict.verdict === 'out-of-date') return t('verdict.outOfDate', { element: namer.element(verdict.elementId) });
    const { what, expected, found } = verdict;
    const place = (id: string) => (id === '' ? t('verdict.nothing') : namer.element(id));
    if (what === 'refused') return t('verdict.refused', { why: found });
    if (what === 'path') return t('verdict.path', { expected: place(expected), found: place(found) });
    const said = what === 'end' ? { expected: ending(expected), found: ending(found) } : { expected, found };
    return t(`verdict.${what}`, said);
  };

  /** `completed, won` or `active at sign`, with the words of the catalogue and the names of the drawing. */
  function ending(text: string): string {
    const [words = '', places] = text.split(' at ');
    const status = words
      .split(', ')
      .map((word) => t(`ending.${word}`, { defaultValue: namer.element(word) }))
      .join(t('comma'));
    if (places === undefined) return status;
    return t('endingAt', { status, places: places.split(', ').map(namer.element).join(t('comma')) });
  }
}
