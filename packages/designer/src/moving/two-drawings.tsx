import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { LoadingSkeleton, ProblemBanner } from '../ui/index.ts';

const CaseDiagram = lazy(async () => ({ default: (await import('../modeler/index.ts')).CaseDiagram }));

export type Counts = ReadonlyMap<string, number>;

interface DrawingProps {
  readonly processId: string;
  readonly version: number;
  /** Cases by element. */
  readonly cases: Counts;
  /** Elements at which a case stays that could not move. */
  readonly staying?: ReadonlySet<string>;
  readonly selectedId?: string | undefined;
  readonly onSelect?: (elementId: string | undefined) => void;
}

/** A version as it is drawn, with how many cases stand, or would stand, at each element. */
export function Drawing({ processId, version, cases, staying, selectedId, onSelect }: DrawingProps) {
  const { t } = useTranslation('moving');
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(queries.version(processId, version));
  const looks = Object.fromEntries(
    [...cases].map(([id, tokens]) => [id, { state: staying?.has(id) ? ('failed' as const) : ('now' as const), tokens }]),
  );
  return (
    <section className="moving-drawing" aria-label={t('drawing', { version })}>
      <b className="moving-version">{t('version', { version })}</b>
      {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingSkeleton lines={4} />}
      {data && (
        <Suspense fallback={<LoadingSkeleton lines={4} />}>
          <CaseDiagram
            xml={data.bpmn}
            looks={looks}
            selectedId={selectedId}
            onElementClick={onSelect}
            label={t('drawing', { version })}
          />
        </Suspense>
      )}
    </section>
  );
}
