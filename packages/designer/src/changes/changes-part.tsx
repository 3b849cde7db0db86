import './changes.css';
import { isSame } from '@fortnight/shared/migration';
import { Button } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { capital } from '../naming/index.ts';
import { type ChangeLine, isDrawn, signs } from './change-lines.ts';
import { rowsOf } from './change-rows.ts';
import { SettingLine } from './setting-line.tsx';
import { type ChangeWords, useChangeWords } from './use-change-words.ts';
import type { Changes } from './use-changes.ts';

interface Props {
  readonly changes: Changes;
  /** Shows an element of what is drawn now. */
  readonly onShow: (elementId: string) => void;
}

const shownAtFirst = 8;

/** What changed since a version, in the rows that a review has of it; what is only drawn otherwise is counted apart. */
export function ChangesPart({ changes, onShow }: Props) {
  const { t } = useTranslation('changes');
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const { diff, version } = changes;
  const lines = useMemo(() => rowsOf(diff), [diff]);
  const words = useChangeWords(changes);
  const shown = isWhole ? lines : lines.slice(0, shownAtFirst);
  return (
    <section className="changes" aria-labelledby={id}>
      <div className="changes-head">
        <h3 id={id}>{t('title', { version })}</h3>
        <span className="ui-second ui-small">{isSame(diff) ? t('same') : t('count', { count: lines.length })}</span>
      </div>
      <ul>
        {shown.map((line) => (
          <Line key={line.key} line={line} words={words} onShow={onShow} />
        ))}
      </ul>
      {lines.length > shownAtFirst && (
        <button type="button" className="ui-linklike ui-small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('fewer') : t('all', { count: lines.length })}
        </button>
      )}
      {diff.redrawn.length > 0 && <p className="ui-second ui-small">{t('redrawn', { count: diff.redrawn.length })}</p>}
    </section>
  );
}

function Line({
  line: { sign, part, settings },
  words,
  onShow,
}: {
  line: ChangeLine;
  words: ChangeWords;
  onShow: Props['onShow'];
}) {
  const { t } = useTranslation('changes');
  const name = words.part(part);
  const canShow = sign !== 'removed' && isDrawn(part);
  return (
    <li className={`changes-line is-${sign}`}>
      <span className="changes-sign" role="img" aria-label={t(`sign.${sign}`)}>
        {signs[sign]}
      </span>
      <div className="ui-grow">
        {sign === 'removed' ? <s>{capital(name)}</s> : <span>{capital(name)}</span>}
        {settings.map((setting) => (
          <SettingLine key={`${setting.field} ${setting.items}`} setting={setting} words={words} />
        ))}
      </div>
      {canShow && (
        <Button type="link" size="small" onClick={() => onShow(part.id)} aria-label={t('showNamed', { name })}>
          {t('show')}
        </Button>
      )}
    </li>
  );
}
