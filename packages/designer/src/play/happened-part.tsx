import './happened.css';
import type { PlayedThrough } from '@fortnight/shared/simulation';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Namer, SentenceText, timelineOf } from '../cases/index.ts';
import { useFormat } from '../ui/index.ts';
import { beatOfSeq, historyAt } from './scene.ts';

interface Props {
  readonly played: PlayedThrough;
  readonly shown: number;
  readonly namer: Namer;
  readonly onShow: (beats: number) => void;
}

/** What happened so far, newest first, in the words of a case's page; a line goes to its step. */
export function HappenedPart({ played, shown, namer, onShow }: Props) {
  const { t } = useTranslation('play');
  const format = useFormat();
  const id = useId();
  const rows = useMemo(() => timelineOf(historyAt(played, shown), namer), [played, shown, namer]);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('happened')}</h2>
      <ol className="play-happened">
        {rows.map((row) => {
          const beat = beatOfSeq(played, row.seq);
          return (
            <li key={row.seq}>
              <button
                type="button"
                className={beat === shown ? 'play-number is-now' : 'play-number'}
                aria-label={t('toStep', { step: beat })}
                onClick={() => onShow(beat)}
              >
                {beat}
              </button>
              <time dateTime={row.at} title={format.full(row.at)} className="ui-num ui-second">
                {format.when(row.at)}
              </time>
              <span className="ui-grow">
                <SentenceText sentence={row.sentence} />
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
