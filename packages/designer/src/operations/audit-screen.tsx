import type { AuditEntry } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { EmptyState, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';

const hash = /^[0-9a-f]{40,}$/;

/** A detail as a reader knows it: a person by name, a role or a field in words, a hash by its beginning. */
function useDetailWords() {
  const { t, i18n } = useTranslation(['operations', 'shell']);
  const { personOf } = useDirectory();
  const nameOf = (detail: string) => (i18n.exists(`operations:audit.detail.${detail}`) ? t(`audit.detail.${detail}`) : detail);
  function wordOf(detail: string, value: string): string {
    if (detail === 'roles' && i18n.exists(`shell:role.${value}`)) return t(`shell:role.${value}`);
    if (detail === 'changed') return nameOf(value);
    return hash.test(value) ? value.slice(0, 12) : (personOf(value)?.name ?? value);
  }
  function textOf(detail: string, value: unknown): string {
    if (typeof value === 'string') return wordOf(detail, value);
    if (Array.isArray(value)) return value.map((each) => wordOf(detail, String(each))).join(t('listJoin')) || '–';
    return JSON.stringify(value);
  }
  return { nameOf, textOf };
}

function Details({ details }: Pick<AuditEntry, 'details'>) {
  const { nameOf, textOf } = useDetailWords();
  const entries = Object.entries(details).filter(([, value]) => value !== null && value !== '');
  if (entries.length === 0) return '–';
  return (
    <dl className="operations-details">
      {entries.map(([detail, value]) => (
        <div key={detail}>
          <dt>{nameOf(detail)}</dt>
          <dd>{textOf(detail, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation('operations');
  const { nameOf, personOf } = useDirectory();
  const { full } = useFormat();
  const action = i18n.exists(`operations:audit.action.${entry.action}`) ? t(`audit.action.${entry.action}`) : entry.action;
  return (
    <tr>
      <td className="ui-num operations-short">{full(entry.at)}</td>
      <td className="operations-short">{nameOf(entry.by)}</td>
      <td>
        {action}{' '}
        {entry.target && entry.target !== entry.by && (
          <span className="ui-second">{personOf(entry.target)?.name ?? entry.target}</span>
        )}
      </td>
      <td className="operations-wide">
        <Details details={entry.details} />
      </td>
      <td className="operations-wide">
        <code title={entry.hash}>{entry.hash.slice(0, 12)}</code>
      </td>
    </tr>
  );
}

/** Who did what to the workspace, the newest first; each line is a link of the evidence chain. */
export function AuditScreen() {
  const { t } = useTranslation('operations');
  const refusalText = useRefusalText();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.auditLog());
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="operations-single">
      <p className="ui-second">{t('audit.note')}</p>
      {error && (
        <ProblemBanner title={t('audit.failed')} onRetry={() => void refetch()}>
          {refusalText(error)}
        </ProblemBanner>
      )}
      <section className="ui-card operations-scroll" aria-label={t('tab.audit')}>
        {!data && !error && <LoadingSkeleton />}
        {data && entries.length === 0 && <EmptyState title={t('audit.none')} />}
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
                <Entry key={entry.position} entry={entry} />
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
