import type { AuditEntry } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { EmptyState, LoadingSkeleton, ProblemBanner, useFormat, useTimeZone } from '../ui/index.ts';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { type AuditFilterChange, type AuditFilters, isFiltered, toAuditQuery } from './audit-filters.ts';
import { type AuditNames, useActorName, useAuditNames } from './audit-names.ts';

const hash = /^[0-9a-f]{40,}$/;
/** Details that hold the id of something. */
const named: ReadonlySet<string> = new Set(['groups', 'managerId', 'owner', 'processIds', 'substituteId', 'userId']);

/** A detail as a reader knows it: a person by name, a role or a field in words, a hash by its beginning. */
function useDetailWords(known: AuditNames['nameOf']) {
  const { t, i18n } = useTranslation(['operations', 'shell']);
  const nameOf = (detail: string) => (i18n.exists(`operations:audit.detail.${detail}`) ? t(`audit.detail.${detail}`) : detail);
  function wordOf(detail: string, value: string): string {
    if (detail === 'roles' && i18n.exists(`shell:role.${value}`)) return t(`shell:role.${value}`);
    if (detail === 'changed') return nameOf(value);
    if (hash.test(value)) return value.slice(0, 12);
    return named.has(detail) ? (known(value) ?? value) : value;
  }
  function textOf(detail: string, value: unknown): string {
    if (typeof value === 'string') return wordOf(detail, value);
    if (Array.isArray(value)) return value.map((each) => wordOf(detail, String(each))).join(t('listJoin')) || '–';
    return JSON.stringify(value);
  }
  return { nameOf, textOf };
}

function Details({ details, names }: Pick<AuditEntry, 'details'> & { names: AuditNames }) {
  const { nameOf, textOf } = useDetailWords(names.nameOf);
  const entries = Object.entries(details).filter(([, value]) => value !== null && value !== '');
  if (entries.length === 0) return '–';
  return (
    <dl className="operations-details">
      {entries.map(([detail, value]) => (
        <div key={detail}>
          <dt>{nameOf(detail)}</dt>
          <dd {...(named.has(detail) && { title: String(value) })}>{textOf(detail, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface EntryProps {
  readonly entry: AuditEntry;
  readonly names: AuditNames;
  readonly onFilter: (change: AuditFilterChange) => void;
}
function Entry({ entry, names, onFilter }: EntryProps) {
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
        <Details details={entry.details} names={names} />
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
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
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
                <Entry key={entry.position} {...{ entry, names, onFilter }} />
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
