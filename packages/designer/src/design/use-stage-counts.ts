import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';
import type { StageCounts } from '../modeler/index.ts';

/** How many cases stand in each stage now; none where nothing was published. */
export function useStageCounts(processId: string, isPublished: boolean): StageCounts | undefined {
  const { data } = useQuery({ ...queries.funnel(processId), enabled: isPublished });
  return useMemo(() => data && Object.fromEntries(data.stages.map(({ elementId, count }) => [elementId, count])), [data]);
}
