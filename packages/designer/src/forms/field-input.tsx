import type { Json } from '@fortnight/shared/base';
import type { FormField } from '@fortnight/shared/contract';
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useFormat } from '../ui/index.ts';
import { controlOf, type DataHint, type FieldControl } from './field-control.ts';
import { FileInput } from './file-input.tsx';
import { useFormLanguage } from './form-language.ts';
import { fileIn } from './form-values.ts';
import { textIn } from './localized-text.ts';

export interface InputProps {
  readonly field: FormField;
  readonly id: string;
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
  readonly hint?: DataHint | undefined;
  readonly lang?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isInvalid: boolean;
  readonly describedBy?: string | undefined;
}

/** So few choices are all shown; more go into a list. */
const shownChoices = 3;

const textOf = (value: Json | undefined) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const numberOf = (value: Json | undefined) => (typeof value === 'number' ? value : null);

function useAttributes({ id, isDisabled, isInvalid, describedBy, field }: InputProps) {
  return {
    id,
    disabled: isDisabled ?? false,
    'aria-invalid': isInvalid,
    'aria-required': field.required ?? false,
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
    ...(isInvalid && { status: 'error' as const }),
  };
}

function TextField(props: InputProps) {
  return <Input {...useAttributes(props)} value={textOf(props.value)} onChange={({ target }) => props.onChange(target.value)} />;
}

function LongTextField(props: InputProps) {
  return (
    <Input.TextArea
      {...useAttributes(props)}
      autoSize={{ minRows: 2, maxRows: 10 }}
      value={textOf(props.value)}
      onChange={({ target }) => props.onChange(target.value)}
    />
  );
}

function DateField(props: InputProps) {
  return (
    <Input
      {...useAttributes(props)}
      type="date"
      value={textOf(props.value).slice(0, 10)}
      onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
    />
  );
}

const hundred = 100;
const rounded = (value: number): number => Number(value.toPrecision(12));

/** A share is typed as people say it, 12 for 12 %, and kept as the number that rules compare, 0.12. */
function PercentField(props: InputProps) {
  const share = numberOf(props.value);
  return (
    <InputNumber<number>
      {...useAttributes(props)}
      className="form-number"
      inputMode="decimal"
      controls={false}
      suffix="%"
      value={share === null ? null : rounded(share * hundred)}
      onChange={(value) => props.onChange(typeof value === 'number' ? rounded(value / hundred) : null)}
    />
  );
}

function NumberField(props: InputProps) {
  const control = controlOf(props.field, props.hint);
  const { currencySign } = useFormat();
  const currency = control === 'money' ? props.hint?.currency : undefined;
  return (
    <InputNumber<number>
      {...useAttributes(props)}
      className="form-number"
      inputMode="decimal"
      controls={false}
      {...(currency !== undefined && /^[A-Z]{3}$/.test(currency) && { prefix: currencySign(currency) })}
      {...(control === 'money' && { formatter: withCommas, parser: withoutCommas })}
      value={numberOf(props.value)}
      onChange={(value) => props.onChange(value ?? null)}
    />
  );
}

const withCommas = (value: number | undefined) => {
  const [whole = '', fraction] = String(value ?? '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};
const withoutCommas = (text: string | undefined) => Number((text ?? '').replace(/[^\d.-]/g, ''));

function ChoiceField(props: InputProps) {
  const { t, language } = useFormLanguage();
  const options = (props.field.options ?? []).map(({ value, label }) => ({
    value,
    label: textIn(label, language, props.lang, String(value)),
  }));
  const chosen = options.find(({ value }) => value === props.value)?.value;
  if (options.length <= shownChoices)
    return (
      <Radio.Group
        id={props.id}
        aria-label={props.label}
        disabled={props.isDisabled ?? false}
        options={options}
        value={chosen}
        onChange={({ target }) => props.onChange(target.value as Json)}
      />
    );
  return (
    <Select<string | number>
      {...useAttributes(props)}
      aria-label={props.label}
      allowClear={!props.field.required}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      placeholder={t('choose')}
      options={options}
      value={chosen ?? null}
      onChange={(value) => props.onChange(value ?? null)}
    />
  );
}

function CheckField(props: InputProps) {
  return (
    <Checkbox
      id={props.id}
      disabled={props.isDisabled ?? false}
      checked={props.value === true}
      onChange={({ target }) => props.onChange(target.checked)}
    >
      {props.label}
    </Checkbox>
  );
}

function FileField(props: InputProps) {
  const { id, value, onChange, instanceId, describedBy, isDisabled, isInvalid } = props;
  return (
    <FileInput
      {...{ id, instanceId, describedBy, isDisabled, isInvalid }}
      value={fileIn(value)}
      onChange={(file) => onChange(file === null ? null : { ...file })}
    />
  );
}

const inputs: Readonly<Record<Exclude<FieldControl, 'section'>, (props: InputProps) => React.ReactNode>> = {
  text: TextField,
  longText: LongTextField,
  number: NumberField,
  money: NumberField,
  date: DateField,
  choice: ChoiceField,
  check: CheckField,
  file: FileField,
};

/** The control that a field is answered with. */
export function FieldInput(props: InputProps) {
  const control = controlOf(props.field, props.hint);
  if (control === 'section') return null;
  const Input = control === 'number' && props.hint?.type === 'percent' ? PercentField : inputs[control];
  return <Input {...props} />;
}
