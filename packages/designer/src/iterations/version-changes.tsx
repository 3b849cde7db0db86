import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChangeRow, type Comparison, rowsOf, SettingLine, signs, useChangeWords, useComparison } from '../changes/index.ts';
import { useRefusalText } from '../client/index.ts';
import { capital } from '../naming/index.ts';
import { LoadingSkeleton, ProblemBanner } from '../ui/index.ts';

interface Props {
  readonly processId: string;
  readonly version: number;
  readonly comparedWith: number | null;
  /** Only what changed of these; absent: everything. */
  readonly elementIds?: readonly string[];
}

/** What a version has otherwise than the one before, in words. */
export function VersionChanges({ processId, version, comparedWith, elementIds }: Props) {
  const refusalText = useRefusalText();
  const { comparison, error } = useComparison(processId, comparedWith, version);
  if (error) return <ProblemBanner title={refusalText(error)} />;
  if (!comparison) return <LoadingSkeleton lines={3} />;
  return <Rows comparison={comparison} elementIds={elementIds} />;
}

const shownAtFirst = 8;

function Rows({ comparison, elementIds }: { comparison: Comparison; elementIds: readonly string[] | undefined }) {
  const { t } = useTranslation('iterations');
  const [isWhole, setWhole] = useState(false);
  const words = useChangeWords({ before: comparison.before.model, after: comparison.after.model });
  const all = rowsOf(comparison.diff).filter(({ part }) => elementIds === undefined || elementIds.includes(part.id));
  const shown = isWhole ? all : all.slice(0, shownAtFirst);
  if (all.length === 0) return <p className="ui-second ui-small">{t('notes.same')}</p>;
  return (
    <>
      <ul className="iterations-changes">
        {shown.map((row) => (
          <Row key={row.key} row={row} words={words} />
        ))}
      </ul>
      {all.length > shownAtFirst && (
        <button type="button" className="ui-linklike ui-small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('notes.fewer') : t('notes.all', { count: all.length })}
        </button>
      )}
    </>
  );
}

function Row({ row: { sign, part, settings }, words }: { row: ChangeRow; words: ReturnType<typeof useChangeWords> }) {
  const { t } = useTranslation('changes');
  const name = capital(words.part(part));
  return (
    <li className={`is-${sign}`}>
      <span className="iterations-sign" role="img" aria-label={t(`sign.${sign}`)}>
        {signs[sign]}
      </span>
      <div className="ui-grow">
        {sign === 'removed' ? <s>{name}</s> : <span>{name}</span>}
        {settings.map((setting) => (
          <SettingLine key={`${setting.field} ${setting.items}`} setting={setting} words={words} />
        ))}
      </div>
    </li>
  );
}
