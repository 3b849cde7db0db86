import { Select } from 'antd';
import { Field, type FieldProps } from './field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFieldProps extends FieldProps {
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** One of a few; a value that is none of them is kept and shown. */
export function ChoiceField({ value, choices, onChange, ...field }: ChoiceFieldProps) {
  const known = choices.some((choice) => choice.value === value) || value === '';
  const options = known ? choices : [...choices, { value, label: value }];
  return (
    <Field {...field}>
      {(id, describedBy) => (
        <Select
          id={id}
          aria-describedby={describedBy}
          value={value}
          options={[...options]}
          onChange={onChange}
          popupMatchSelectWidth={false}
        />
      )}
    </Field>
  );
}

/** Several of many, written with commas between them; others may be typed. */
export function ManyField({ value, choices, onChange, ...field }: ChoiceFieldProps) {
  const chosen = value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return (
    <Field {...field}>
      {(id, describedBy) => (
        <Select
          id={id}
          mode="tags"
          aria-describedby={describedBy}
          value={chosen}
          options={[...choices]}
          onChange={(values: string[]) => onChange(values.join(', '))}
          tokenSeparators={[',']}
        />
      )}
    </Field>
  );
}
