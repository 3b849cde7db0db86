import type { Review, VersionDetail } from '@fortnight/shared/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { type ChangeRow, type Comparison, rowsOf, useChangeWords, useComparison } from '../changes/index.ts';
import { useRefusalText } from '../client/index.ts';
import { Impact } from '../impact/index.ts';
import { useElementWords } from '../naming/index.ts';
import { LoadingSkeleton, ProblemBanner, useShortcuts } from '../ui/index.ts';
import { ChangeList } from './change-list.tsx';
import { Checks } from './checks.tsx';
import { Comments } from './comments.tsx';
import { Diagrams, type Look } from './diagrams.tsx';
import { Reviewers } from './reviewers.tsx';
import { useSeen } from './seen.ts';

interface Props {
  readonly processId: string;
  readonly version: VersionDetail;
  readonly against: number | null;
  readonly review: Review | undefined;
}

/** The changes, the diagram, and, in a review, whether it can go live and what is said. */
export function Compared({ processId, version, against, review }: Props) {
  const refusalText = useRefusalText();
  const { comparison, error } = useComparison(processId, against, version.version);
  if (error) return <ProblemBanner title={refusalText(error)} />;
  if (!comparison) return <LoadingSkeleton lines={12} />;
  return <Columns key={version.id} version={version} against={against} review={review} comparison={comparison} />;
}

interface ColumnsProps extends Omit<Props, 'processId'> {
  readonly comparison: Comparison;
}

function Columns({ version, against, review, comparison }: ColumnsProps) {
  const { t } = useTranslation('review');
  const [rows] = useState(() => rowsOf(comparison.diff));
  const words = useChangeWords({ before: comparison.before.model, after: comparison.after.model });
  const { seen, see } = useSeen(`${version.id} ${against}`);
  const [selected, setSelected] = useState<number>();
  /** An element that is looked at for itself, as whoever commented on it means it. */
  const [element, setElement] = useState<string>();
  const [look, setLook] = useState<Look>('overlaid');
  const [draftOf, setDraftOf] = useState<string | null>();
  const row = rows.find(({ number }) => number === selected);
  const selectedId = element ?? row?.part.id;

  const select = (number: number) => {
    setSelected(number);
    setElement(undefined);
    setDraftOf(undefined);
    const chosen = rows[number - 1];
    if (chosen) see(chosen.key);
    document.getElementById(`review-change-${number}`)?.scrollIntoView({ block: 'nearest' });
  };
  const move = (by: 1 | -1) => select(Math.min(Math.max((selected ?? (by > 0 ? 0 : 2)) + by, 1), rows.length));
  const showElement = (id: string | undefined) => {
    const first = rows.find(({ part }) => part.id === id);
    if (first) select(first.number);
    else setSelected(undefined);
    setElement(id);
  };
  const is = useElementWords(useVersionModel(version.processId, version.version).model?.process);
  const canComment = review?.can.includes('comment') ?? false;
  useShortcuts(t('keys'), [
    ...(rows.length > 0
      ? [
          { key: 'j', label: t('key.following'), run: () => move(1), isRepeated: true },
          { key: 'k', label: t('key.before'), run: () => move(-1), isRepeated: true },
          { key: 'v', label: t('key.seen'), run: () => seeAndGoOn(rows, row, see, move) },
        ]
      : []),
    ...(canComment ? [{ key: 'c', label: t('key.comment'), run: () => setDraftOf(selectedId ?? null) }] : []),
    { key: 'o', label: t('look.overlaid'), run: () => setLook('overlaid') },
    { key: 's', label: t('look.side'), run: () => setLook('side') },
  ]);
  return (
    <div className={`review-columns${review ? '' : ' is-compared'}`}>
      <ChangeList
        rows={rows}
        redrawnCount={comparison.diff.redrawn.length}
        words={words}
        seen={seen}
        selected={selected}
        onSelect={select}
      />
      <Diagrams
        version={version.version}
        against={against}
        comparison={comparison}
        rows={rows}
        comments={review?.comments ?? []}
        selectedId={selectedId}
        look={look}
        onLook={setLook}
        onElement={showElement}
        onPin={select}
      />
      {review && (
        <aside className="review-side" aria-label={t('side')}>
          <Checks
            review={review}
            version={version}
            comparison={comparison}
            rows={rows}
            words={words}
            onChange={select}
            onElement={showElement}
          />
          <Impact processId={version.processId} which={version.version} is={is} onElement={showElement} />
          <Reviewers review={review} />
          <Comments
            review={review}
            comparison={comparison}
            draftOf={draftOf}
            selectedId={selectedId}
            onDraft={setDraftOf}
            onElement={showElement}
          />
        </aside>
      )}
    </div>
  );
}

function seeAndGoOn(
  rows: readonly ChangeRow[],
  row: ChangeRow | undefined,
  see: (key: string) => void,
  move: (by: 1) => void,
): void {
  if (row) see(row.key);
  if (row?.number !== rows.length) move(1);
}
