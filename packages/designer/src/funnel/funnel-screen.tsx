import type { Funnel, StageCount } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { isNotThere, queries, useRefusalText } from '../client/index.ts';
import { useElementWords } from '../naming/index.ts';
import { NoProcess, ProcessBar } from '../processes/index.ts';
import { EmptyState, LoadingSkeleton, Pill, ProblemBanner, useFormat, useShortcuts } from '../ui/index.ts';
import { FunnelMap } from './funnel-map.tsx';
import { FunnelTable } from './funnel-table.tsx';
import { waysOf } from './ways.ts';

/** The stages of a process with what stands in them now, and the ways between them. */
export function FunnelScreen() {
  const { processId } = useParams({ from: '/inside/processes/$processId/funnel' });
  const { version } = useSearch({ from: '/inside/processes/$processId/funnel' });
  const { t } = useTranslation('funnel');
  const refusalText = useRefusalText();
  const chosen = version !== undefined && /^\d+$/.test(version) ? Number(version) : undefined;
  const { data: funnel, error, refetch } = useQuery(queries.funnel(processId, chosen));
  const { data: process, error: processError } = useQuery(queries.process(processId));
  if (isNotThere(processError)) return <NoProcess />;
  const isUnpublished = process?.liveVersion === null;
  return (
    <div className="funnel">
      <ProcessBar processId={processId}>
        {process?.liveVersion && (
          <Pill tone="green" icon="check">
            {t('live', { version: process.liveVersion.version })}
          </Pill>
        )}
      </ProcessBar>
      {isUnpublished ? (
        <Nothing processId={processId} name="unpublished" />
      ) : funnel ? (
        <Stages funnel={funnel} version={chosen} />
      ) : error ? (
        <div className="funnel-trouble">
          <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />
        </div>
      ) : (
        <LoadingSkeleton lines={10} />
      )}
    </div>
  );
}

function Nothing({ processId, name }: { processId: string; name: 'unpublished' | 'empty' }) {
  const { t } = useTranslation('funnel');
  const draw = (
    <Link to="/processes/$processId/design" params={{ processId }}>
      {t('draw')}
    </Link>
  );
  return (
    <EmptyState title={t(name === 'empty' ? 'emptyTitle' : 'unpublished')} action={draw}>
      {t(name === 'empty' ? 'emptyText' : 'unpublishedText')}
    </EmptyState>
  );
}

function Stages({ funnel, version }: { funnel: Funnel; version: number | undefined }) {
  const { t } = useTranslation('funnel');
  const { data: process } = useQuery(queries.process(funnel.processId));
  const drawn = version ?? funnel.version ?? process?.liveVersion?.version;
  const { model } = useVersionModel(funnel.processId, drawn);
  const { names } = useElementWords(model?.process);
  const ways = useMemo(() => (model?.process ? waysOf(model.process) : []), [model]);
  const nameOf = useCallback((id: string, name: string) => names.get(id) ?? name, [names]);
  useFunnelKeys(funnel);
  if (funnel.stages.length === 0) return <Nothing processId={funnel.processId} name="empty" />;
  return (
    <>
      <Head funnel={funnel} version={version} nameOf={nameOf} />
      <div className="funnel-page">
        <FunnelMap {...{ funnel, ways, nameOf }} label={t('map', { process: process?.name ?? funnel.processId })} />
        <FunnelTable funnel={funnel} nameOf={nameOf} />
      </div>
    </>
  );
}

type HeadProps = { funnel: Funnel; version: number | undefined; nameOf: (id: string, name: string) => string };

/** The one sentence that the map says, and which versions it counts. */
function Head({ funnel, version, nameOf }: HeadProps) {
  const { t } = useTranslation('funnel');
  const format = useFormat();
  const navigate = useNavigate();
  const { data } = useInfiniteQuery(queries.versions(funnel.processId));
  const versions = (data?.pages ?? []).flatMap(({ items }) => items);
  const worst = worstOf(funnel.stages);
  const running = t('running', { count: funnel.runningCount, cases: format.number(funnel.runningCount) });
  const verdict = worst
    ? t('overTarget', { stage: nameOf(worst.elementId, worst.name), over: worst.overTargetCount, count: worst.count })
    : t(funnel.stages.some(({ target }) => target !== undefined) ? 'inTime' : 'noTargets');
  return (
    <header className="funnel-head">
      <div className="ui-grow">
        <h2>{running}</h2>
        <p className="ui-small ui-second">{verdict}</p>
      </div>
      <Select
        aria-label={t('version')}
        popupMatchSelectWidth={false}
        value={version === undefined ? '' : String(version)}
        options={[
          { value: '', label: t('allVersions') },
          ...versions.map((entry) => ({ value: String(entry.version), label: `v${entry.version}` })),
        ]}
        onChange={(value) =>
          void navigate({
            to: '/processes/$processId/funnel',
            params: { processId: funnel.processId },
            search: value === '' ? {} : { version: value },
            replace: true,
          })
        }
      />
    </header>
  );
}

/** The stage with most cases over its target. */
function worstOf(stages: readonly StageCount[]): StageCount | undefined {
  const [worst] = stages
    .filter(({ overTargetCount }) => overTargetCount > 0)
    .toSorted((a, b) => b.overTargetCount - a.overTargetCount);
  return worst;
}

/** ← and → go from stage to stage; Enter is the link's own. */
function useFunnelKeys(funnel: Funnel): void {
  const { t } = useTranslation('funnel');
  const move = (by: 1 | -1) => {
    const ids = funnel.stages.map(({ elementId }) => elementId);
    const focused = document.activeElement?.getAttribute('data-stage') ?? '';
    const next = ids[ids.includes(focused) ? ids.indexOf(focused) + by : 0];
    if (next !== undefined) document.querySelector<HTMLElement>(`[data-stage="${CSS.escape(next)}"]`)?.focus();
  };
  useShortcuts(t('stage'), [
    { key: 'ArrowRight', label: t('keys.next'), run: () => move(1) },
    { key: 'ArrowLeft', label: t('keys.previous'), run: () => move(-1) },
  ]);
}
