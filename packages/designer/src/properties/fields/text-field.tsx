import { GrowingInput, oneLine } from '../../ui/index.ts';
import { Field, type FieldProps } from './field.tsx';
import { useCommitted } from './use-committed.ts';

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly placeholder?: string;
  readonly isMultiline?: boolean;
  /** Says what is wrong with a text, while it is typed. */
  readonly check?: (text: string) => string | undefined;
}

export function TextField({ value, onCommit, placeholder, isMultiline = false, check, ...field }: TextFieldProps) {
  const { text, setText, onBlur, onKeyDown } = useCommitted(value, onCommit, isMultiline);
  const error = field.error ?? check?.(text);
  return (
    <Field {...field} error={error}>
      {(id, describedBy) => {
        const common = {
          id,
          value: text,
          onBlur,
          onKeyDown,
          'aria-describedby': describedBy,
          'aria-invalid': error !== undefined,
          ...(placeholder !== undefined && { placeholder }),
          ...(error !== undefined && { status: 'error' as const }),
        };
        return (
          <GrowingInput
            {...common}
            isMultiline={isMultiline}
            onChange={({ target }) => setText(isMultiline ? target.value : oneLine(target.value))}
          />
        );
      }}
    </Field>
  );
}
