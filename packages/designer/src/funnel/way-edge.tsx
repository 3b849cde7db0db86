import { Link } from '@tanstack/react-router';
import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import type { PlacedWay } from './layout.ts';

export interface WayData extends Record<string, unknown> {
  readonly way: PlacedWay;
  /** The cases that were lost or won on this way; none for ways between stages. */
  readonly search: Readonly<Record<string, string>> | undefined;
}

const wordOf = { lost: 'wayLost', ended: 'wayEnded', won: 'wayWon', back: 'wayBack' } as const;

/** A way that cases took: thick for many, thin and dashed where nobody did yet. */
export function WayEdge({ data }: EdgeProps<Edge<WayData>>) {
  const { t } = useTranslation('funnel');
  const format = useFormat();
  if (!data) return null;
  const { way, search } = data;
  const isTaken = way.count > 0;
  const cases = format.number(way.count);
  const text = way.kind === 'forward' ? cases : t(wordOf[way.kind], { cases });
  const label =
    search && isTaken ? (
      <Link to="/cases" search={search}>
        {text}
      </Link>
    ) : (
      text
    );
  return (
    <>
      <path
        className={`funnel-way funnel-way-${way.kind}${isTaken ? '' : ' is-untaken'}`}
        d={way.path}
        strokeWidth={way.width}
        markerEnd={`url(#funnel-${way.kind})`}
      />
      {isTaken && (
        <EdgeLabelRenderer>
          <span
            className={`funnel-label funnel-label-${way.kind} ui-num nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${way.labelX}px, ${way.labelY}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

/** The heads of the arrows, one a kind of way; as large whatever the line is. */
export function ArrowHeads() {
  return (
    <svg className="funnel-heads" aria-hidden="true">
      <defs>
        {(['forward', 'back', 'lost', 'won', 'ended'] as const).map((kind) => (
          <marker
            key={kind}
            id={`funnel-${kind}`}
            viewBox="0 0 10 10"
            refX="2"
            refY="5"
            markerUnits="userSpaceOnUse"
            markerWidth="12"
            markerHeight="12"
            orient="auto"
          >
            <path className={`funnel-head-${kind}`} d="M0 0L10 5L0 10z" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
