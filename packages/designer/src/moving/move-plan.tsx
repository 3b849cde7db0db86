import type { MigrationImpact, MigrationWishes, Version } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { queries, useRefusalText } from '../client/index.ts';
import { useElementWords } from '../naming/index.ts';
import { Card, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { DryRun } from './dry-run.tsx';
import { MappingTable } from './mapping-table.tsx';
import { StartMove } from './start-move.tsx';
import { type Counts, Drawing } from './two-drawings.tsx';

interface MovePlanProps {
  readonly processId: string;
  readonly from: Version;
  readonly to: Version;
  /** Which versions it is about. */
  readonly choice: ReactNode;
}

/** What would happen to each case, and what one wishes otherwise; nothing is moved yet. */
export function MovePlan({ processId, from, to, choice }: MovePlanProps) {
  const { t } = useTranslation('moving');
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const [wishes, setWishes] = useState<MigrationWishes>({});
  const [selectedId, setSelectedId] = useState<string>();
  const versions = { fromVersion: from.version, toVersion: to.version };
  const { data, error, refetch, isPlaceholderData } = useQuery(
    queries.caseMigrationPlan(processId, { ...versions, plan: wishes }),
  );
  const [before, after] = [useVersionModel(processId, from.version), useVersionModel(processId, to.version)];
  const [was, is] = [useElementWords(before.model?.process), useElementWords(after.model?.process)];
  const counts = useMemo(() => (data ? countsOf(data) : { here: none, there: none }), [data]);
  const target = data?.elements.find((element) => element.from === selectedId)?.to;
  const canMove = data ? data.outcomes.migrates + data.outcomes.unchanged : 0;
  return (
    <>
      <Card
        title={t('title', { from: from.version, to: to.version })}
        note={data && t('canMove', { count: data.total, can: number(canMove), total: number(data.total) })}
        aside={choice}
      >
        <div className="moving-drawings">
          <Drawing
            processId={processId}
            version={from.version}
            cases={counts.here}
            selectedId={selectedId}
            onSelect={setSelectedId}
          />
          <Drawing
            processId={processId}
            version={to.version}
            cases={counts.there}
            selectedId={target}
            onSelect={(id) => setSelectedId(data?.elements.find((element) => id !== undefined && element.to === id)?.from)}
          />
        </div>
      </Card>
      {error && (
        <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
          {refusalText(error)}
        </ProblemBanner>
      )}
      {!data && !error && <LoadingSkeleton lines={6} />}
      {data && (
        <div className="moving-columns is-plan">
          <MappingTable
            impact={data}
            wishes={wishes}
            onWish={setWishes}
            isStale={isPlaceholderData}
            was={was}
            is={is}
            targets={after.model?.process}
            selectedId={selectedId}
            onSelect={setSelectedId}
          />
          <div className="moving-side">
            <DryRun impact={data} was={was} is={is} />
            <StartMove
              processId={processId}
              versions={versions}
              wishes={wishes}
              impact={data}
              isStale={isPlaceholderData}
              isProposed={to.publishedAt === null}
            />
          </div>
        </div>
      )}
    </>
  );
}

const none: Counts = new Map();

/** Where cases stand, and where they would. */
function countsOf({ elements }: MigrationImpact): { readonly here: Counts; readonly there: Counts } {
  const [here, there] = [new Map<string, number>(), new Map<string, number>()];
  for (const { from, to, cases } of elements) {
    if (cases === 0 || from === undefined) continue;
    here.set(from, cases);
    if (to !== undefined) there.set(to, (there.get(to) ?? 0) + cases);
  }
  return { here, there };
}
