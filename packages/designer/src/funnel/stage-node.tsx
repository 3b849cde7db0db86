import type { StageCount } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import { stageSize } from './layout.ts';
import { TargetText } from './target-text.tsx';

export interface StageData extends Record<string, unknown> {
  readonly stage: StageCount;
  readonly name: string;
  readonly number: number;
  readonly search: Readonly<Record<string, string>>;
}

const { width, height } = stageSize;
const chevron = `M8 1H${width - 19}L${width - 1} ${height / 2}L${width - 19} ${height - 1}H8a7 7 0 0 1 -7 -7V8a7 7 0 0 1 7 -7z`;

/** Ways end at invisible handles; their lines are laid out by us. */
const Ends = () => (
  <>
    <Handle type="target" position={Position.Left} isConnectable={false} />
    <Handle type="source" position={Position.Right} isConnectable={false} />
  </>
);

/** A stage: its number and name, how many cases stand in it, and its target; opens them. */
export function StageNode({ data }: NodeProps<Node<StageData>>) {
  const { t } = useTranslation('funnel');
  const format = useFormat();
  const { stage, name, number, search } = data;
  const [amount] = Object.entries(stage.amounts ?? {});
  const words = { stage: name, cases: format.number(stage.count), over: stage.overTargetCount, count: stage.count };
  return (
    <Link to="/cases" search={search} className="funnel-stage nodrag nopan" title={t('open', words)} data-stage={stage.elementId}>
      <svg width={width} height={height} aria-hidden="true">
        <path d={chevron} />
      </svg>
      <span className="funnel-stage-name">
        <b>{number}</b> <span className="ui-trunc">{name}</span>
      </span>
      <span className="funnel-stage-count ui-num">
        <b>{format.number(stage.count)}</b>
        {amount && <small>{format.shortMoney(amount[1], amount[0])}</small>}
      </span>
      <Share count={stage.count} over={stage.overTargetCount} />
      <span className="funnel-stage-target">
        <TargetText target={stage.target} />
        {stage.target !== undefined && stage.count > 0 && (
          <span className={stage.overTargetCount > 0 ? 'funnel-over' : 'funnel-in-time'}>
            {stage.overTargetCount > 0 ? t('overCount', { count: stage.overTargetCount }) : t('withinTarget')}
          </span>
        )}
      </span>
      <Ends />
    </Link>
  );
}

/** The share of a stage's cases that are over its target. */
function Share({ count, over }: { count: number; over: number }) {
  const room = width - 48;
  return (
    <svg className="funnel-share" width={room} height="6" aria-hidden="true">
      <rect className="funnel-share-all" width={room} height="6" rx="3" />
      {count > 0 && <rect className="funnel-share-in-time" width={(room * (count - over)) / count} height="6" rx="3" />}
      {over > 0 && (
        <rect className="funnel-share-over" x={(room * (count - over)) / count} width={(room * over) / count} height="6" rx="3" />
      )}
    </svg>
  );
}

/** The end of a way that leaves the stages: invisible, for the count stands on the way. */
export function EndNode() {
  return (
    <span className="funnel-end">
      <Handle type="target" position={Position.Left} isConnectable={false} />
    </span>
  );
}
