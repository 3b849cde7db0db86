import type { Draft, ProcessDetail } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { CaseDiagram } from '../modeler/index.ts';
import { ProcessBar } from '../processes/index.ts';
import { Pill } from '../ui/index.ts';
import { useStageCounts } from './use-stage-counts.ts';

const noLooks = {};

/** What is drawn, for those who may read it; on a phone for everybody. */
export function ReadOnlyDesign({ process, draft }: { process: ProcessDetail; draft: Draft }) {
  const { t } = useTranslation('design');
  const counts = useStageCounts(process.id, process.liveVersion !== null);
  return (
    <>
      <ProcessBar processId={process.id} note={<Pill>{t('screen.readOnly')}</Pill>} />
      <div className="design-body">
        <CaseDiagram xml={draft.bpmn} looks={noLooks} counts={counts} label={t('screen.diagramOf', { name: process.name })} />
      </div>
    </>
  );
}
