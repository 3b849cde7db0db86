import { auditActions } from '@fortnight/shared/contract';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { type AuditFilterChange, type AuditFilters, isFiltered } from './audit-filters.ts';
import type { AuditNames } from './audit-names.ts';

interface Props {
  readonly filters: AuditFilters;
  readonly names: AuditNames;
  readonly onFilter: (change: AuditFilterChange) => void;
}

/** Who, what, to whom or what, and when. */
export function AuditFilterBar({ filters, names, onFilter }: Props) {
  const { t } = useTranslation('operations');
  const { people } = useDirectory();
  const search = { allowClear: true, showSearch: { optionFilterProp: 'label' }, popupMatchSelectWidth: false } as const;
  const options = (items: readonly { readonly id: string; readonly name: string }[], chosen: string | undefined) => {
    const shown = items.map(({ id, name }) => ({ value: id, label: name }));
    return chosen === undefined || items.some(({ id }) => id === chosen) ? shown : [...shown, { value: chosen, label: chosen }];
  };
  const actions = auditActions.map((action) => ({ value: action as string, label: t(`audit.action.${action}`) }));
  return (
    <div className="operations-filters">
      <Select
        {...search}
        aria-label={t('audit.who')}
        placeholder={t('audit.anybody')}
        value={filters.by ?? null}
        options={options(people, filters.by)}
        onChange={(by: string | undefined) => onFilter({ by })}
      />
      <Select
        {...search}
        aria-label={t('audit.what')}
        placeholder={t('audit.anything')}
        value={filters.action ?? null}
        options={actions}
        onChange={(action: string | undefined) => onFilter({ action })}
      />
      <Select
        {...search}
        aria-label={t('audit.target')}
        placeholder={t('audit.anyTarget')}
        value={filters.target ?? null}
        options={options(names.known, filters.target)}
        onChange={(target: string | undefined) => onFilter({ target })}
      />
      {(['from', 'to'] as const).map((end) => (
        <label key={end} htmlFor={`audit-${end}`} className="ui-small ui-second">
          {t(`audit.${end}`)}
          <Input
            id={`audit-${end}`}
            type="date"
            value={filters[end] ?? ''}
            onChange={({ target }) => onFilter({ [end]: target.value || undefined })}
          />
        </label>
      ))}
      {isFiltered(filters) && (
        <Button
          type="link"
          size="small"
          onClick={() => onFilter({ by: undefined, action: undefined, target: undefined, from: undefined, to: undefined })}
        >
          {t('audit.clear')}
        </Button>
      )}
    </div>
  );
}
