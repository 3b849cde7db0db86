import { Input, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { parseDuration, type Unit, units, writeDuration } from './duration.ts';
import { Field, type FieldProps } from './field.tsx';
import { useCommitted } from './use-committed.ts';

interface DurationFieldProps extends FieldProps {
  /** ISO 8601, or an expression. */
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** The unit that is offered where nothing is written. */
  readonly usualUnit?: Unit;
}

/** A span of time: an amount and its unit, or, in `custom`, ISO 8601 or an expression as it is. */
export function DurationField({ value, onCommit, usualUnit = 'hours', ...field }: DurationFieldProps) {
  const { t } = useTranslation('design');
  const parsed = parseDuration(value, usualUnit);
  const amount = useCommitted(parsed ? parsed.amount : value, (text) =>
    onCommit(parsed && text !== '' ? writeDuration(text, parsed.unit) : text),
  );
  const chooseUnit = (unit: Unit | 'custom') => onCommit(unit === 'custom' ? value : writeDuration(parsed?.amount || '1', unit));
  return (
    <Field {...field}>
      {(id, describedBy) => (
        <Space.Compact block>
          <Input
            id={id}
            aria-describedby={describedBy}
            inputMode={parsed ? 'numeric' : 'text'}
            value={amount.text}
            placeholder={t('properties.duration.none')}
            onChange={(event) => amount.setText(event.target.value)}
            onBlur={amount.onBlur}
            onKeyDown={amount.onKeyDown}
          />
          <Select
            aria-label={t('properties.duration.unit')}
            className="prop-unit"
            value={parsed ? parsed.unit : 'custom'}
            popupMatchSelectWidth={false}
            options={[...units, 'custom' as const].map((unit) => ({ value: unit, label: t(`properties.duration.${unit}`) }))}
            onChange={chooseUnit}
          />
        </Space.Compact>
      )}
    </Field>
  );
}
