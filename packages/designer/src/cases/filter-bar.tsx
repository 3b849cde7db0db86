import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { SearchField } from '../ui/index.ts';
import {
  type CaseFilters,
  caseOutcomes,
  caseStates,
  type FilterChange,
  isNarrowed,
  sortNames,
  sortOf,
  standingChange,
  standingOf,
} from './case-filters.ts';

interface Props {
  readonly filters: CaseFilters;
  readonly onFilter: (change: FilterChange) => void;
}

/** Which cases, and in what order. */
export function FilterBar({ filters, onFilter }: Props) {
  const { t } = useTranslation('cases');
  const states = [
    { value: '', label: t('anyState') },
    { value: 'all', label: t('allStates') },
    ...caseStates.map((value) => ({ value: value as string, label: t(`states.${value}`) })),
    ...caseOutcomes.map((value) => ({ value: value as string, label: t(`outcomes.${value}`) })),
  ];
  return (
    <div className="cases-filters">
      <SearchField
        id="cases-search"
        className="cases-search"
        label={t('search')}
        text={filters.q ?? ''}
        onSearch={(q) => onFilter({ q: q || undefined })}
      />
      <ProcessChoice {...{ filters, onFilter }} />
      {filters.process !== undefined && <StageChoice process={filters.process} {...{ filters, onFilter }} />}
      <Select
        aria-label={t('state')}
        popupMatchSelectWidth={false}
        value={standingOf(filters)}
        options={states}
        onChange={(standing) => onFilter(standingChange(standing))}
      />
      <Select
        aria-label={t('sortBy')}
        popupMatchSelectWidth={false}
        value={sortOf(filters)}
        options={sortNames.map((value) => ({ value, label: t(`sort.${value}`) }))}
        onChange={(sort) => onFilter({ sort: sort === 'updated' ? undefined : sort })}
      />
      <Checkbox
        checked={filters.owner === 'me'}
        onChange={({ target }) => onFilter({ owner: target.checked ? 'me' : undefined })}
      >
        {t('onlyMine')}
      </Checkbox>
      <Checkbox checked={filters.over === '1'} onChange={({ target }) => onFilter({ over: target.checked ? '1' : undefined })}>
        {t('onlyOverTarget')}
      </Checkbox>
      <Checkbox
        checked={filters.incident === '1'}
        onChange={({ target }) => onFilter({ incident: target.checked ? '1' : undefined })}
      >
        {t('onlyIncidents')}
      </Checkbox>
      {isNarrowed(filters) && (
        <Button type="link" size="small" onClick={() => onFilter(nothing)}>
          {t('clearFilters')}
        </Button>
      )}
    </div>
  );
}

export const nothing: FilterChange = {
  q: undefined,
  process: undefined,
  version: undefined,
  stage: undefined,
  element: undefined,
  state: undefined,
  outcome: undefined,
  owner: undefined,
  over: undefined,
  incident: undefined,
};

function ProcessChoice({ filters, onFilter }: Props) {
  const { t } = useTranslation('cases');
  const { data } = useQuery(queries.processes());
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      aria-label={t('process')}
      popupMatchSelectWidth={false}
      value={filters.process ?? ''}
      options={[{ value: '', label: t('anyProcess') }, ...options]}
      onChange={(process) => onFilter({ process: process || undefined })}
    />
  );
}

function StageChoice({ process, filters, onFilter }: Props & { process: string }) {
  const { t } = useTranslation('cases');
  const { data } = useQuery(queries.funnel(process));
  const stages = data?.stages ?? [];
  if (stages.length === 0 && filters.stage === undefined) return null;
  return (
    <Select
      aria-label={t('stage')}
      popupMatchSelectWidth={false}
      value={filters.stage ?? ''}
      options={[{ value: '', label: t('anyStage') }, ...stages.map(({ elementId, name }) => ({ value: elementId, label: name }))]}
      onChange={(stage) => onFilter({ stage: stage || undefined })}
    />
  );
}
