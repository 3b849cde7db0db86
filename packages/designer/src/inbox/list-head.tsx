import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { SearchField } from '../ui/index.ts';
import { type InboxFilters, isOfGroups, sortNames, sortOf } from './inbox-filters.ts';

interface Props {
  readonly filters: InboxFilters;
  readonly onFilter: (change: { readonly [K in keyof InboxFilters]?: InboxFilters[K] | undefined }) => void;
}

/** Whose tasks, which of them, in what order; every choice stands in the address. */
export function ListHead({ filters, onFilter }: Props) {
  const { t } = useTranslation('inbox');
  const { data: home } = useQuery(queries.home());
  const count = (name: string, number: number | undefined) => (
    <>
      {name} {number !== undefined && <span className="ui-num">{number}</span>}
    </>
  );
  return (
    <header className="inbox-head">
      <div className="ui-row">
        <h1 id="inbox-title">{t('title')}</h1>
        <span className="ui-grow" />
        <Select
          variant="borderless"
          size="small"
          aria-label={t('sort')}
          popupMatchSelectWidth={false}
          value={sortOf(filters)}
          options={sortNames.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          onChange={(sort) => onFilter({ sort: sort === 'due' ? undefined : sort })}
        />
      </div>
      <div className="ui-row inbox-filters">
        <Segmented
          size="small"
          aria-label={t('whose')}
          value={isOfGroups(filters) ? 'groups' : 'mine'}
          options={[
            { value: 'mine', label: count(t('mine'), home?.tasks.mineCount) },
            { value: 'groups', label: count(t('groups'), home?.tasks.groupsCount) },
          ]}
          onChange={(scope) => onFilter({ scope })}
        />
        <span className="ui-grow" />
        <ProcessFilter {...{ filters, onFilter }} />
        <Select
          variant="borderless"
          size="small"
          aria-label={t('kind')}
          popupMatchSelectWidth={false}
          value={filters.kind ?? ''}
          options={[
            { value: '', label: t(filters.kind === undefined ? 'kind' : 'anyKind') },
            ...(['approval', 'review', 'task'] as const).map((value) => ({ value, label: t(`kinds.${value}`) })),
          ]}
          onChange={(kind) => onFilter({ kind: kind || undefined })}
        />
      </div>
      <SearchField
        id="inbox-search"
        size="small"
        label={t('search')}
        text={filters.q ?? ''}
        onSearch={(q) => onFilter({ q: q || undefined })}
      />
    </header>
  );
}

function ProcessFilter({ filters, onFilter }: Props) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(queries.processes());
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      variant="borderless"
      size="small"
      className="inbox-process"
      aria-label={t('process')}
      popupMatchSelectWidth={false}
      value={filters.process ?? ''}
      options={[{ value: '', label: t(filters.process === undefined ? 'process' : 'anyProcess') }, ...options]}
      onChange={(process) => onFilter({ process: process || undefined })}
    />
  );
}
