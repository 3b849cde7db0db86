import type { AuditEntry } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { EmptyState, LoadingSkeleton, ProblemBanner, useFormat, useTimeZone } from '../ui/index.ts';
import { AuditDetails } from './audit-details.tsx';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { type AuditFilterChange, type AuditFilters, isFiltered, toAuditQuery } from './audit-filters.ts';
import { type AuditNames, type ElementNameIn, useActorName, useAuditNames, useElementNamesIn } from './audit-names.ts';

interface EntryProps {
  readonly entry: AuditEntry;
  readonly names: AuditNames;
  readonly elementName: ElementNameIn;
  readonly onFilter: (change: AuditFilterChange) => void;
}
function Entry({ entry, names, elementName, onFilter }: EntryProps) {
  const { t, i18n } = useTranslation('operations');
  const actorName = useActorName(names);
  const { full } = useFormat();
  const { by, target } = entry;
  const action = i18n.exists(`operations:audit.action.${entry.action}`) ? t(`audit.action.${entry.action}`) : entry.action;
  // What is gone, as a key or an invitation may be, is known by what was noted of it.
  const noted = [entry.details.name, entry.details.email].find((value) => typeof value === 'string' && value !== '');
  const targetName = target === null ? undefined : (names.nameOf(target) ?? (noted as string | undefined) ?? target);
  return (
    <tr>
      <td className="ui-num operations-short">{full(entry.at)}</td>
      <td className="operations-short">
        {by === null ? (
          <span title={entry.via}>{actorName(entry)}</span>
        ) : (
          <button type="button" className="ui-linklike" title={by} onClick={() => onFilter({ by })}>
            {actorName(entry)}
          </button>
        )}
      </td>
      <td>
        {action}{' '}
        {target !== null && target !== by && (
          <button type="button" className="ui-linklike" title={target} onClick={() => onFilter({ target })}>
            {targetName}
          </button>
        )}
      </td>
      <td className="operations-wide">
        <AuditDetails entry={entry} names={names} elementName={elementName} />
      </td>
      <td className="operations-wide">
        <code title={entry.hash}>{entry.hash.slice(0, 12)}</code>
      </td>
    </tr>
  );
}

const withChange = (filters: AuditFilters, change: AuditFilterChange): AuditFilters =>
  Object.fromEntries(Object.entries({ ...filters, ...change }).filter(([, value]) => value !== undefined));

/** Who did what to the workspace, the newest first; each line is a link of the evidence chain. */
export function AuditScreen() {
  const { t } = useTranslation('operations');
  const refusalText = useRefusalText();
  const filters: AuditFilters = useSearch({ from: '/inside/operations/audit' });
  const navigate = useNavigate();
  const timeZone = useTimeZone((state) => state.timeZone);
  const names = useAuditNames();
  const query = queries.auditLog(toAuditQuery(filters, timeZone));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(query);
  const onFilter = (change: AuditFilterChange) =>
    void navigate({ to: '/operations/audit', search: (before: AuditFilters) => withChange(before, change), replace: true });
  const entries = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const elementName = useElementNamesIn(entries);
  return (
    <div className="operations-single">
      <p className="ui-second">{t('audit.note')}</p>
      <AuditFilterBar {...{ filters, names, onFilter }} />
      {error && (
        <ProblemBanner title={t('audit.failed')} onRetry={() => void refetch()}>
          {refusalText(error)}
        </ProblemBanner>
      )}
      <section className="ui-card operations-scroll" aria-label={t('tab.audit')}>
        {!data && !error && <LoadingSkeleton />}
        {data && entries.length === 0 && (
          <EmptyState title={t(hasNextPage ? 'audit.noneYet' : isFiltered(filters) ? 'audit.noneOfThem' : 'audit.none')} />
        )}
        {entries.length > 0 && (
          <table className="ui-table operations-table">
            <thead>
              <tr>
                <th scope="col">{t('audit.when')}</th>
                <th scope="col">{t('audit.who')}</th>
                <th scope="col">{t('audit.what')}</th>
                <th scope="col" className="operations-wide">
                  {t('audit.details')}
                </th>
                <th scope="col" className="operations-wide">
                  {t('audit.hash')}
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Entry key={entry.position} {...{ entry, names, elementName, onFilter }} />
              ))}
            </tbody>
          </table>
        )}
        {hasNextPage && (
          <div className="operations-more">
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </section>
    </div>
  );
}
