import type { InstanceDetail } from '@fortnight/shared/contract';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, LoadingSkeleton, useMedia } from '../ui/index.ts';
import { looksOf } from './case-looks.ts';
import type { CaseWords } from './use-case.ts';
import { placesOf } from './waiting-for.tsx';

const CaseDiagram = lazy(async () => ({ default: (await import('../modeler/index.ts')).CaseDiagram }));

interface Props {
  readonly instance: InstanceDetail;
  readonly words: CaseWords;
  readonly selectedId: string | undefined;
  readonly onSelect: (elementId: string | undefined) => void;
}

/** The diagram of the case's own version with the path it took; on a phone behind a button. */
export function WhereItStands({ instance, words, selectedId, onSelect }: Props) {
  const { t } = useTranslation('cases');
  const isPhone = useMedia('(max-width: 720px)');
  const [isOpened, setOpened] = useState(false);
  const looks = useLooks(instance, words);
  const places = placesOf(instance, words.namer);
  const isShown = !isPhone || isOpened;
  const toggle = isPhone && (
    <Button size="small" onClick={() => setOpened(!isOpened)}>
      {t(isOpened ? 'hideDiagram' : 'showDiagram')}
    </Button>
  );
  return (
    <Card title={t('whereItStands')} aside={isPhone ? toggle : <Legend />}>
      {isPhone && places.length > 0 && <p className="case-places">{t('standsAt', { places: places.join(', ') })}</p>}
      {isShown && (
        <div className="case-drawing">
          {words.model && looks ? (
            <Suspense fallback={<LoadingSkeleton lines={6} />}>
              <CaseDiagram
                xml={words.model.bpmn}
                looks={looks}
                selectedId={selectedId}
                onElementClick={onSelect}
                label={t('diagramOf', { name: instance.caseName || instance.processName })}
              />
            </Suspense>
          ) : words.modelError ? (
            <p className="ui-second case-places">{t('diagramGone')}</p>
          ) : (
            <LoadingSkeleton lines={6} />
          )}
        </div>
      )}
    </Card>
  );
}

function useLooks(instance: InstanceDetail, { model }: CaseWords) {
  return useMemo(() => (model?.process ? looksOf(model.process, instance) : undefined), [model, instance]);
}

function Legend() {
  const { t } = useTranslation('cases');
  return (
    <span className="case-legend">
      {(['done', 'now', 'toCome', 'ended', 'notTaken', 'failed'] as const).map((name) => (
        <span key={name}>
          <i className={`case-legend-${name}`} />
          {t(`legend.${name}`)}
        </span>
      ))}
    </span>
  );
}
