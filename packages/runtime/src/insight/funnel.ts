/** A process's stages with how many cases stand in each, and which ways they took. */
import type { Funnel, StageCount } from '@fortnight/shared/contract';
import type { StageOutline } from '../engine/index.ts';
import type { MoveRow, StageRow } from './host.ts';

export function stageCounts(stages: readonly StageOutline[], rows: readonly StageRow[], moves: readonly MoveRow[]): StageCount[] {
  return stages.map(({ elementId, name, order, target }) => {
    const own = rows.filter(({ stageId }) => stageId === elementId);
    const amounts = Object.fromEntries(
      own.flatMap(({ currency, amount }) => (currency === null || amount === null ? [] : [[currency, amount]])),
    );
    const sum = (of: (row: StageRow) => number): number => own.reduce((total, row) => total + of(row), 0);
    const out = (as: MoveRow['kind']): number =>
      moves.reduce((total, { fromStage, kind, count }) => total + (fromStage === elementId && kind === as ? count : 0), 0);
    return {
      elementId,
      name,
      ...(order !== undefined && { order }),
      ...(target !== undefined && { target }),
      count: sum(({ count }) => count),
      overTargetCount: sum(({ overTargetCount }) => overTargetCount),
      lostCount: out('lost'),
      endedCount: out('ended'),
      ...(Object.keys(amounts).length > 0 && { amounts }),
    };
  });
}

export const funnelOf = (
  processId: string,
  version: number | null,
  stages: readonly StageOutline[],
  rows: readonly StageRow[],
  moves: readonly MoveRow[],
): Funnel => ({
  processId,
  version,
  runningCount: rows.reduce((total, { count }) => total + count, 0),
  stages: stageCounts(stages, rows, moves),
  moves: moves.map(({ fromStage: from, toStage: to, kind, count }) => ({ from, to, kind, count })),
});
