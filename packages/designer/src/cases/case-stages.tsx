import type { StageProgress } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { StageBar, useFormat } from '../ui/index.ts';
import { stageTimeOf } from './stage-time.ts';

/** The stages of a case, with the time spent against the target where it was. */
export function CaseStages({ stages }: { stages: readonly StageProgress[] }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (stages.length === 0) return null;
  const noteOf = (stage: StageProgress): string | undefined => {
    const time = stageTimeOf(stage);
    const isEntered = stage.visits > 0;
    if (stage.state === 'skipped') return undefined;
    if (!time) return isEntered ? format.span(stage.spentMs) : undefined;
    const figures = { spent: format.number(time.spent), count: time.target };
    return t(`stageNote.${isEntered ? 'spent' : 'target'}.${time.unit}`, figures);
  };
  return (
    <StageBar
      label={t('stages')}
      stages={stages.map((stage) => ({
        id: stage.elementId,
        name: stage.name,
        state: stage.state,
        note: noteOf(stage),
        isOver: stage.targetMs !== undefined && stage.spentMs > stage.targetMs,
      }))}
    />
  );
}
