import type { Draft, ProcessDetail } from '@fortnight/shared/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseDiagram } from '../modeler/index.ts';
import { PlayScreen, WiderScreen } from '../play/index.ts';
import { ProcessBar } from '../processes/index.ts';
import { Icon, Pill, useMedia } from '../ui/index.ts';
import { useStageCounts } from './use-stage-counts.ts';

const noLooks = {};

interface Props {
  readonly process: ProcessDetail;
  readonly draft: Draft;
}

/** What is drawn, for those who may read it, who may play it too and keep nothing of it; on a phone for everybody. */
export function ReadOnlyDesign({ process, draft }: Props) {
  const isNarrow = useMedia('(max-width: 700px)');
  const { play } = useSearch({ from: '/inside/processes/$processId/design' });
  const navigate = useNavigate();
  const params = { processId: process.id };
  const go = (search: { play?: string }) => void navigate({ to: '/processes/$processId/design', params, search });
  const { bpmn, forms, tests } = draft;
  const drawing = useMemo(() => ({ bpmn, forms, tests }), [bpmn, forms, tests]);
  if (play === undefined) return <Reading {...{ process, draft, isNarrow }} onPlay={() => go({ play: 'new' })} />;
  if (isNarrow) return <WiderScreen processId={process.id} onLeave={() => go({})} />;
  return <PlayScreen process={process} drawing={drawing} onTests={undefined} onLeave={() => go({})} testId={play} />;
}

type ReadingProps = Props & { isNarrow: boolean; onPlay: () => void };
function Reading({ process, draft, isNarrow, onPlay }: ReadingProps) {
  const { t } = useTranslation('design');
  const needsWidth = isNarrow && process.can.includes('edit');
  const counts = useStageCounts(process.id, process.liveVersion !== null);
  return (
    <>
      <ProcessBar processId={process.id} note={<Pill>{t('screen.readOnly')}</Pill>}>
        {!isNarrow && (
          <Button icon={<Icon name="play" />} onClick={onPlay}>
            {t('screen.play')}
          </Button>
        )}
      </ProcessBar>
      {needsWidth && <p className="design-wider ui-second ui-small">{t('screen.wider')}</p>}
      <div className="design-body">
        <CaseDiagram xml={draft.bpmn} looks={noLooks} counts={counts} label={t('screen.diagramOf', { name: process.name })} />
      </div>
    </>
  );
}
