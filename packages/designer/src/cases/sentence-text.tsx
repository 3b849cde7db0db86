import { Trans, useTranslation } from 'react-i18next';
import { capital } from '../naming/index.ts';
import type { Sentence } from './sentence.ts';

/** A sentence of the history, in the reader's language. */
export function SentenceText({ sentence: { key, values } }: { sentence: Sentence }) {
  const { t } = useTranslation('cases');
  const { quote, ...named } = values;
  const [, first] = /^(?:<b>)?\{\{(\w+)\}\}/.exec(t(`timeline.${key}`, { skipInterpolation: true })) ?? [];
  const begun = first === undefined ? undefined : named[first];
  const said = first !== undefined && typeof begun === 'string' ? { ...named, [first]: capital(begun) } : named;
  return (
    <>
      <Trans t={t} i18nKey={`timeline.${key}`} values={said} components={{ b: <b /> }} />
      {quote === undefined ? t('timelineEnd') : t('timelineQuote', { quote })}
    </>
  );
}
