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
    const lost = moves.filter(({ fromStage, kind }) => fromStage === elementId && kind === 'lost');
    return {
      elementId,
      name,
      ...(order !== undefined && { order }),
      ...(target !== undefined && { target }),
      count: sum(({ count }) => count),
      overTargetCount: sum(({ overTargetCount }) => overTargetCount),
      lostCount: lost.reduce((total, { count }) => total + count, 0),
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
