import type { Form, Play } from '@fortnight/shared/contract';
import { diffModels, type ModelDiff } from '@fortnight/shared/migration';
import { type Model, readXml } from '@fortnight/shared/model';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';
import { withTests } from './use-comparison.ts';

/** What differs between a version and what is drawn now. */
export interface Changes {
  readonly version: number;
  readonly diff: ModelDiff;
  readonly before: Model;
  readonly after: Model;
}

interface Drawn {
  readonly model: Model | undefined;
  readonly forms: readonly Form[];
  readonly tests: readonly Play[];
}

/** Compares what is drawn with a version; undefined until that is read, and where there is none. */
export function useChangesSince(
  processId: string,
  version: number | undefined,
  { model, forms, tests }: Drawn,
): Changes | undefined {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['version-document', processId, version ?? 0],
    queryFn: async () => {
      const read = await client.ensureQueryData(queries.version(processId, version ?? 0));
      return { model: (await readXml(read.bpmn)).model, forms: read.forms, tests: read.tests };
    },
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    // A document is no plain data.
    structuralSharing: false,
  });
  return useMemo(() => {
    if (!data || !model || version === undefined) return undefined;
    const diff = withTests(diffModels(data.model, model, { before: data.forms, after: forms }), data.tests, tests);
    return { version, diff, before: data.model, after: model };
  }, [data, model, forms, tests, version]);
}
