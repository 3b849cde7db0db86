import { lazy, Suspense } from 'react';
import { LoadingSkeleton } from '../ui/index.ts';
import type { FormBuilderProps } from './builder/form-builder.tsx';

const Builder = lazy(async () => ({ default: (await import('./builder/form-builder.tsx')).FormBuilder }));

/** The form builder; it comes when somebody draws, not with every form that is filled. */
export function FormBuilder(props: FormBuilderProps) {
  return (
    <Suspense fallback={<LoadingSkeleton lines={8} />}>
      <Builder {...props} />
    </Suspense>
  );
}
