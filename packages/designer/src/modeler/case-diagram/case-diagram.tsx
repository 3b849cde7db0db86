import { lazy, Suspense } from 'react';
import { LoadingSkeleton } from '../../ui/index.ts';
import type { CaseDiagramProps } from './case-canvas.tsx';

const LazyCanvas = lazy(async () => ({ default: (await import('./case-canvas.tsx')).CaseCanvas }));

/** A case's diagram, read-only: where it went, where it stands. Fills its parent; loads itself when it is shown. */
export function CaseDiagram(props: CaseDiagramProps) {
  return (
    <Suspense fallback={<LoadingSkeleton />}>
      <LazyCanvas {...props} />
    </Suspense>
  );
}
