import { useTranslation } from 'react-i18next';
import { type ChangeRow, type ChangeWords, changeGroups, SettingLine, signs } from '../changes/index.ts';
import { capital } from '../naming/index.ts';
import { Icon, Kbd } from '../ui/index.ts';

interface Props {
  readonly rows: readonly ChangeRow[];
  readonly redrawnCount: number;
  readonly words: ChangeWords;
  readonly seen: ReadonlySet<string>;
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
}

/** Every change as a numbered row, grouped; what only looks otherwise is counted below. */
export function ChangeList({ rows, redrawnCount, words, seen, selected, onSelect }: Props) {
  const { t } = useTranslation('review');
  const hiddenCount = rows.filter(({ isHidden }) => isHidden).length;
  const seenCount = rows.filter(({ key }) => seen.has(key)).length;
  return (
    <section className="review-list" aria-labelledby="review-changes">
      <header>
        <h2 id="review-changes">{t('changes', { count: rows.length })}</h2>
        {rows.length > 0 && <span className="ui-second ui-small ui-num">{t('seen', { count: seenCount })}</span>}
        {hiddenCount > 0 && (
          <span className="review-hidden ui-small">
            <Icon name="hidden" />
            {t('hidden', { count: hiddenCount })}
          </span>
        )}
      </header>
      <div className="review-rows">
        {rows.length === 0 && <p className="review-none ui-second">{t('same')}</p>}
        {changeGroups
          .map((group) => ({ group, own: rows.filter((row) => row.group === group) }))
          .filter(({ own }) => own.length > 0)
          .map(({ group, own }) => (
            <section key={group} aria-label={t(`group.${group}`)}>
              <h3>{t(`group.${group}`)}</h3>
              <ol>
                {own.map((row) => (
                  <Row
                    key={row.key}
                    row={row}
                    words={words}
                    isSeen={seen.has(row.key)}
                    isSelected={row.number === selected}
                    onSelect={onSelect}
                  />
                ))}
              </ol>
            </section>
          ))}
        {redrawnCount > 0 && <p className="review-redrawn ui-second ui-small">{t('redrawn', { count: redrawnCount })}</p>}
      </div>
      <footer className="ui-small ui-second" aria-hidden="true">
        <Kbd>J</Kbd>
        <Kbd>K</Kbd>
        {t('key.next')}
        <Kbd>V</Kbd>
        {t('key.seen')}
        <Kbd>C</Kbd>
        {t('key.comment')}
      </footer>
    </section>
  );
}

interface RowProps {
  readonly row: ChangeRow;
  readonly words: ChangeWords;
  readonly isSeen: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (number: number) => void;
}

function Row({ row, words, isSeen, isSelected, onSelect }: RowProps) {
  const { t } = useTranslation('review');
  const { sign, part, settings, number, isHidden } = row;
  const name = capital(words.part(part));
  return (
    <li>
      <button
        type="button"
        id={`review-change-${number}`}
        className={`review-row is-${sign}${isSelected ? ' is-selected' : ''}`}
        {...(isSelected && { 'aria-current': 'true' as const })}
        onClick={() => onSelect(number)}
      >
        <span className="review-pin" role="img" aria-label={t(`sign.${sign}`, { number })}>
          {signs[sign]}
          {number}
        </span>
        <span className="review-said">
          {sign === 'removed' ? <s>{name}</s> : <b>{name}</b>}
          {settings.map((setting) => (
            <SettingLine key={`${setting.field} ${setting.items}`} setting={setting} words={words} />
          ))}
        </span>
        <span className="review-signs">
          {isHidden && <Icon name="hidden" label={t('notDrawn')} />}
          {isSeen ? (
            <Icon name="check" label={t('isSeen')} />
          ) : (
            <span className="review-unseen" role="img" aria-label={t('isUnseen')} />
          )}
        </span>
      </button>
    </li>
  );
}
