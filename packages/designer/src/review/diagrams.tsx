import type { ReviewComment } from '@fortnight/shared/contract';
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeRow, Comparison } from '../changes/index.ts';
import { CaseDiagram, type CaseLooks, type DrawnChanges, type ElementChange } from '../modeler/index.ts';

export type Look = 'overlaid' | 'side' | 'alone';

interface Props {
  readonly version: number;
  readonly against: number | null;
  readonly comparison: Comparison;
  readonly rows: readonly ChangeRow[];
  readonly comments: readonly ReviewComment[];
  readonly selectedId: string | undefined;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly onElement: (id: string | undefined) => void;
  readonly onPin: (number: number) => void;
}

/** A diagram's colours and pins are of the same elements. */
const toDrawn = (changes: DrawnChanges): { readonly changes: DrawnChanges; readonly looks: CaseLooks } => ({
  changes,
  looks: Object.fromEntries(Object.entries(changes.elements).map(([id, { sign }]) => [id, { state: sign }])),
});

/** The diagram with its changes: one over the other, beside each other, or the new one as it will be. */
export function Diagrams({ version, against, comparison, rows, comments, selectedId, look, onLook, onElement, onPin }: Props) {
  const { t } = useTranslation('review');
  const { before, after, diff } = comparison;
  const changes = useMemo(() => {
    const elements = changedElements(comparison, rows);
    const said = saidOf(comments);
    const only = (sign: ElementChange['sign']) =>
      Object.fromEntries(Object.entries(elements).filter(([, change]) => change.sign !== sign));
    return {
      overlaid: toDrawn({ elements, comments: said, before: before.bpmn || undefined }),
      before: toDrawn({ elements: only('added'), comments: {} }),
      after: toDrawn({ elements: only('removed'), comments: said }),
      alone: toDrawn({ elements: {}, comments: said }),
    };
  }, [comparison, rows, comments, before.bpmn]);
  const shared = { selectedId, onElementClick: onElement, onPin, isFollowed: true };
  const names = { version, against: against ?? 0 };
  const has = (sign: 'added' | 'removed' | 'changed') => diff[sign].length > 0;
  return (
    <section className="review-drawn" aria-label={t('diagram')}>
      <div className="review-drawn-top">
        <Segmented<Look>
          value={look}
          onChange={onLook}
          options={(against === null ? (['overlaid', 'alone'] as const) : (['overlaid', 'side', 'alone'] as const)).map(
            (value) => ({
              value,
              label: t(`look.${value}`, { version }),
            }),
          )}
        />
        <span className="review-legend ui-small ui-second">
          {(['added', 'removed', 'changed'] as const).filter(has).map((sign) => (
            <span key={sign} className={`review-sign is-${sign}`}>
              {t(`legend.${sign}`)}
            </span>
          ))}
        </span>
      </div>
      <div className="review-canvases">
        {look === 'overlaid' && <CaseDiagram {...shared} {...changes.overlaid} xml={after.bpmn} label={t('overlaidOf', names)} />}
        {look === 'side' && (
          <>
            <figure>
              <figcaption>{t('versionOf', { version: against })}</figcaption>
              <CaseDiagram {...shared} {...changes.before} xml={before.bpmn} label={t('versionOf', { version: against })} />
            </figure>
            <figure>
              <figcaption>{t('versionOf', { version })}</figcaption>
              <CaseDiagram {...shared} {...changes.after} xml={after.bpmn} label={t('versionOf', { version })} />
            </figure>
          </>
        )}
        {look === 'alone' && <CaseDiagram {...shared} {...changes.alone} xml={after.bpmn} label={t('versionOf', { version })} />}
      </div>
    </section>
  );
}

/** Every element that differs, also such as have no row of their own: a plain flow to what came. */
function changedElements({ diff }: Comparison, rows: readonly ChangeRow[]): Record<string, ElementChange> {
  const numbersOf = Map.groupBy(rows, ({ part }) => part.id);
  const numbers = (id: string) => (numbersOf.get(id) ?? []).map(({ number }) => number);
  const signed = [
    ...diff.changed.map(({ after: { id, kind } }) => ({ id, kind, sign: 'changed' as const })),
    ...diff.removed.map(({ id, kind }) => ({ id, kind, sign: 'removed' as const })),
    ...diff.added.map(({ id, kind }) => ({ id, kind, sign: 'added' as const })),
  ].filter(({ kind }) => kind !== 'form' && kind !== 'test');
  return Object.fromEntries(signed.map(({ id, sign }) => [id, { sign, numbers: numbers(id) }]));
}

function saidOf(comments: readonly ReviewComment[]): Record<string, 'open' | 'resolved'> {
  const asked = comments.filter(({ inReplyTo, elementId }) => inReplyTo === null && elementId !== null);
  const said = asked.map(({ elementId, resolvedAt }) => [elementId ?? '', resolvedAt === null ? 'open' : 'resolved'] as const);
  // One that is open says more than those that are not.
  return Object.fromEntries(said.toSorted(([, one], [, other]) => (one === other ? 0 : one === 'open' ? 1 : -1)));
}
