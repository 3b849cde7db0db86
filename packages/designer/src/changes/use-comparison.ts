import { toCanonicalJson } from '@fortnight/shared/base';
import type { Form, Play } from '@fortnight/shared/contract';
import { diffModels, type ModelDiff, type Part } from '@fortnight/shared/migration';
import { type Model, readXml } from '@fortnight/shared/model';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';

/** A version with its document read. */
interface ReadVersion {
  readonly bpmn: string;
  readonly model: Model;
  readonly forms: readonly Form[];
  readonly tests: readonly Play[];
}

/** What differs between two versions, their tests among it. */
export interface Comparison {
  readonly diff: ModelDiff;
  readonly before: ReadVersion;
  readonly after: ReadVersion;
}

const nothing = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"/>';

/** Compares two versions; `from` null: with nothing. Undefined until both are read. */
export function useComparison(processId: string, from: number | null, to: number) {
  const before = useReadVersion(processId, from);
  const after = useReadVersion(processId, to);
  const comparison = useMemo((): Comparison | undefined => {
    if (!before.data || !after.data) return undefined;
    const [then, now] = [before.data, after.data];
    const diff = diffModels(then.model, now.model, { before: then.forms, after: now.forms });
    return { diff: withTests(diff, then.tests, now.tests), before: then, after: now };
  }, [before.data, after.data]);
  return { comparison, error: before.error ?? after.error };
}

function useReadVersion(processId: string, version: number | null) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['version-read', processId, version],
    queryFn: async (): Promise<ReadVersion> => {
      if (version === null) return { bpmn: '', model: (await readXml(nothing)).model, forms: [], tests: [] };
      const { bpmn, forms, tests } = await client.ensureQueryData(queries.version(processId, version));
      return { bpmn, model: (await readXml(bpmn)).model, forms, tests };
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A document is no plain data.
    structuralSharing: false,
  });
}

/** Tests are published with a version, so one that came, went or is another is told as well. */
export function withTests(diff: ModelDiff, before: readonly Play[], after: readonly Play[]): ModelDiff {
  const [then, now] = [before, after].map((plays) => new Map(plays.map((play) => [play.id, play])));
  const parts = (plays: readonly Play[]): readonly Part[] => plays.map(toPart);
  const changed = after.flatMap((play) => {
    const old = then?.get(play.id);
    const isOther = old !== undefined && toCanonicalJson(toPlain(old)) !== toCanonicalJson(toPlain(play));
    return isOther ? [{ before: toPart(old), after: toPart(play), settings: [] }] : [];
  });
  return {
    ...diff,
    added: [...diff.added, ...parts(after.filter(({ id }) => !then?.has(id)))],
    removed: [...diff.removed, ...parts(before.filter(({ id }) => !now?.has(id)))],
    changed: [...diff.changed, ...changed],
  };
}

const toPlain = (play: Play) => JSON.parse(JSON.stringify(play));
const toPart = ({ id, name }: Play): Part => ({ kind: 'test', id, name, settings: {} });
