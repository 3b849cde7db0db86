import { Trans, useTranslation } from 'react-i18next';
import type { Sentence } from './sentence.ts';

/** A sentence of the history, in the reader's language. */
export function SentenceText({ sentence: { key, values } }: { sentence: Sentence }) {
  const { t } = useTranslation('cases');
  const { quote, ...named } = values;
  return (
    <>
      <Trans t={t} i18nKey={`timeline.${key}`} values={named} components={{ b: <b /> }} />
      {quote === undefined ? t('timelineEnd') : t('timelineQuote', { quote })}
    </>
  );
}
